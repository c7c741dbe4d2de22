// GitLab CI/CD: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const gitlab = vendor({
  id: 'gitlab',
  issuer: /^https:\/\/gitlab\.[\w.-]+$/,
  publishesKeys: true,
  claims: `
sub | project and ref | GitLab, OpenID Connect ID tokens in CI/CD
namespace_id | group | GitLab, OpenID Connect ID tokens in CI/CD
namespace_path | group | GitLab, OpenID Connect ID tokens in CI/CD
project_id | project, stable | GitLab, OpenID Connect ID tokens in CI/CD
project_path | project | GitLab, OpenID Connect ID tokens in CI/CD
user_id | who started it, stable | GitLab, OpenID Connect ID tokens in CI/CD
user_login | who started it | GitLab, OpenID Connect ID tokens in CI/CD
user_email | who started it | GitLab, OpenID Connect ID tokens in CI/CD
user_access_level | role of who started it | GitLab, OpenID Connect ID tokens in CI/CD
pipeline_id | pipeline | GitLab, OpenID Connect ID tokens in CI/CD
pipeline_source | what started it | GitLab, OpenID Connect ID tokens in CI/CD
job_id | job | GitLab, OpenID Connect ID tokens in CI/CD
ref | branch or tag | GitLab, OpenID Connect ID tokens in CI/CD
ref_type | branch or tag | GitLab, OpenID Connect ID tokens in CI/CD
ref_path | full ref | GitLab, OpenID Connect ID tokens in CI/CD
ref_protected | whether the ref is protected (a string) | GitLab, OpenID Connect ID tokens in CI/CD
environment | deployment environment | GitLab, OpenID Connect ID tokens in CI/CD
environment_protected | whether the environment is protected (a string) | GitLab, OpenID Connect ID tokens in CI/CD
deployment_tier | tier of the environment | GitLab, OpenID Connect ID tokens in CI/CD
runner_id | runner | GitLab, OpenID Connect ID tokens in CI/CD
runner_environment | gitlab-hosted or self-hosted | GitLab, OpenID Connect ID tokens in CI/CD
sha | commit | GitLab, OpenID Connect ID tokens in CI/CD
ci_config_ref_uri | pipeline definition | GitLab, OpenID Connect ID tokens in CI/CD
ci_config_sha | commit of the pipeline definition | GitLab, OpenID Connect ID tokens in CI/CD
project_visibility | public, private or internal | GitLab, OpenID Connect ID tokens in CI/CD
groups_direct | groups of who started it | GitLab, OpenID Connect ID tokens in CI/CD
`,
})
