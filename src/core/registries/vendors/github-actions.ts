// GitHub Actions: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const githubActions = vendor({
  id: 'github-actions',
  issuer: /^https:\/\/token\.actions\.githubusercontent\.com(?:\/|$)|^https:\/\/[^/]+\/_services\/token$/,
  publishesKeys: true,
  claims: `
sub | repository and what ran: branch, environment, pull request | GitHub, OpenID Connect reference
aud | cloud it is for; the owner's URL by default | GitHub, OpenID Connect reference
repository | repository | GitHub, OpenID Connect reference
repository_owner | owner | GitHub, OpenID Connect reference
repository_id | repository, stable | GitHub, OpenID Connect reference
repository_owner_id | owner, stable | GitHub, OpenID Connect reference
repository_visibility | public, private or internal | GitHub, OpenID Connect reference
ref | branch or tag | GitHub, OpenID Connect reference
ref_type | branch or tag | GitHub, OpenID Connect reference
ref_protected | whether the ref is protected | GitHub, OpenID Connect reference
sha | commit | GitHub, OpenID Connect reference
actor | who started it | GitHub, OpenID Connect reference
actor_id | who started it, stable | GitHub, OpenID Connect reference
workflow | workflow | GitHub, OpenID Connect reference
workflow_ref | workflow file and ref | GitHub, OpenID Connect reference
workflow_sha | commit of the workflow file | GitHub, OpenID Connect reference
job_workflow_ref | reusable workflow and ref | GitHub, OpenID Connect reference
job_workflow_sha | commit of the reusable workflow | GitHub, OpenID Connect reference
event_name | what started it | GitHub, OpenID Connect reference
environment | deployment environment | GitHub, OpenID Connect reference
environment_node_id | deployment environment, stable | GitHub, OpenID Connect reference
runner_environment | GitHub-hosted or self-hosted | GitHub, OpenID Connect reference
run_id | run | GitHub, OpenID Connect reference
run_number | number of the run | GitHub, OpenID Connect reference
run_attempt | attempt | GitHub, OpenID Connect reference
base_ref | target of the pull request | GitHub, OpenID Connect reference
head_ref | source of the pull request | GitHub, OpenID Connect reference
enterprise | enterprise | GitHub, OpenID Connect reference
enterprise_id | enterprise, stable | GitHub, OpenID Connect reference
check_run_id | check run | GitHub, OpenID Connect reference
`,
})
