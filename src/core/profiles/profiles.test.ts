import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { contextFor, NOW, tokenOf } from '../diagnostics/claims.fixture.ts'
import { DIAGNOSTICS } from '../diagnostics/index.ts'
import vendors from '../vectors/vendors.json' with { type: 'json' }
import { profileById, PROFILES, recognize, requirements } from './index.ts'
import { diagnose } from '../diagnostics/diagnose.fixture.ts'

/** The certificates from Apple's own sample. */
const appleChain = appleSample()
const typed = (typ: string, more: object = {}) => ({ typ, alg: 'ES256', ...more })
const times = { iat: NOW - 60, exp: NOW + 240 }
const jwk = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }
const random = 'q8Zr3vK1xW5yT7uN'
const google = { iss: 'https://accounts.google.com', sub: '1', aud: 'a.apps.googleusercontent.com', ...times }
const keycloak = { iss: 'https://sso.example/realms/main', sub: 'f:1', jti: random, realm_access: { roles: ['user'] }, ...times }
const okta = { ver: 1, jti: `AT.${random}`, iss: 'https://dev-1.okta.com/oauth2/default', aud: 'api://default', sub: 'x', ...times }
const apple = { alg: 'ES256', kid: 'ABCDEF1234' }
const ACTIONS = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:o/r:ref:refs/heads/main',
  aud: 'sts.amazonaws.com',
  repository: 'o/r',
  ref: 'refs/heads/main',
  jti: random,
  ...times,
}
const entra = { iss: 'https://login.microsoftonline.com/t/v2.0', tid: 't', ver: '2.0', sub: 's', aud: 'a', ...times }

/** A good token of every kind. */
const GOOD: Record<string, readonly [payload: object, header?: object]> = {
  'access-token': [
    { iss: 'https://a.example', sub: 's', aud: 'https://rs.example', client_id: 'c', jti: random, ...times },
    typed('at+jwt'),
  ],
  'dpop-proof': [{ jti: random, htm: 'POST', htu: 'https://a.example/token', iat: NOW }, typed('dpop+jwt', { jwk })],
  'logout-token': [
    {
      iss: 'https://a.example',
      aud: 'c',
      sid: 's',
      jti: random,
      iat: NOW,
      exp: NOW + 120,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    },
    typed('logout+jwt'),
  ],
  'security-event-token': [
    { iss: 'https://a.example', aud: 'c', jti: random, iat: NOW, events: { 'urn:x:event': {} } },
    typed('secevent+jwt'),
  ],
  'client-assertion': [{ iss: 'c', sub: 'c', aud: 'https://as.example', jti: random, ...times }, typed('JWT')],
  'request-object': [
    { iss: 'c', aud: 'https://as.example', client_id: 'c', response_type: 'code', redirect_uri: 'https://c.example/cb' },
    typed('oauth-authz-req+jwt'),
  ],
  'authorization-response': [{ iss: 'https://as.example', aud: 'c', exp: NOW + 300, code: 'x', state: 'y' }],
  'introspection-response': [
    { iss: 'https://as.example', aud: 'rs', iat: NOW, token_introspection: { active: true, sub: 's' } },
    typed('token-introspection+jwt'),
  ],
  'sd-jwt-vc': [{ vct: 'https://a.example/pid', iss: 'https://a.example', cnf: { jwk } }, typed('dc+sd-jwt')],
  'sd-jwt': [{ _sd: ['x'], iss: 'https://a.example' }, typed('example+sd-jwt')],
  'key-binding-jwt': [{ iat: NOW, aud: 'https://rp.example', nonce: 'n', sd_hash: 'h' }, typed('kb+jwt')],
  'vc-2': [
    {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: 'https://a.example',
      credentialSubject: { id: 'x' },
    },
    typed('vc+jwt'),
  ],
  'vp-2': [{ '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'] }, typed('vp+jwt')],
  'vc-1': [{ iss: 'did:example:1', nbf: NOW - 60, sub: 'did:example:2', jti: 'urn:x:1234', vc: {} }],
  'vp-1': [{ iss: 'did:example:1', aud: 'https://rp.example', jti: 'urn:x:1234', nonce: 'n', vp: {} }],
  'smart-health-card': [{}, { alg: 'ES256', zip: 'DEF' }],
  'status-list': [
    { sub: 'https://a.example/s/1', iat: NOW, exp: NOW + 9e8, ttl: 43_200, status_list: { bits: 1, lst: 'x' } },
    typed('statuslist+jwt'),
  ],
  'entity-statement': [
    { iss: 'https://a.example', sub: 'https://a.example', jwks: { keys: [] }, authority_hints: ['https://b.example'], ...times },
    typed('entity-statement+jwt'),
  ],
  'trust-mark': [{ iss: 'https://a.example', sub: 'https://b.example', iat: NOW }, typed('trust-mark+jwt')],
  'trust-mark-delegation': [{ iss: 'https://a.example', sub: 'https://b.example', iat: NOW }, typed('trust-mark-delegation+jwt')],
  'resolve-response': [{ iss: 'https://a.example', sub: 'https://b.example', metadata: {}, ...times }, typed('resolve-response+jwt')],
  'jwk-set': [{ iss: 'https://a.example', sub: 'https://a.example', keys: [] }, typed('jwk-set+jwt')],
  'explicit-registration-response': [
    { iss: 'https://a.example', sub: 'https://b.example', aud: 'https://b.example', ...times },
    typed('explicit-registration-response+jwt'),
  ],
  'transaction-token': [{ aud: 'trust.example', txn: 't', sub: 's', scope: 'buy', req_wl: 'w', ...times }, typed('txntoken+jwt')],
  'id-jag': [
    { iss: 'https://a.example', sub: 's', aud: 'https://b.example', client_id: 'c', jti: random, ...times },
    typed('oauth-id-jag+jwt'),
  ],
  'client-attestation': [{ sub: 'c', cnf: { jwk }, ...times }, typed('oauth-client-attestation+jwt')],
  'client-attestation-pop': [{ aud: 'https://as.example', jti: random, iat: NOW }, typed('oauth-client-attestation-pop+jwt')],
  'workload-identity-token': [{ sub: 'wimse://a.example/w', cnf: { jwk }, ...times }, typed('wit+jwt')],
  'workload-proof-token': [{ aud: 'https://a.example', exp: NOW + 60, jti: random, wth: 'h' }, typed('wpt+jwt')],
  'openid4vci-proof': [{ aud: 'https://i.example', iat: NOW, nonce: 'n' }, typed('openid4vci-proof+jwt', { jwk })],
  'key-attestation': [{ iat: NOW, attested_keys: [jwk] }, typed('key-attestation+jwt')],
  'credential-issuer-metadata': [{ sub: 'https://i.example', iat: NOW }, typed('openidvci-issuer-metadata+jwt')],
  passport: [
    { dest: { uri: ['sip:a@b.example'] }, iat: NOW, orig: { tn: '12155551212' } },
    { alg: 'ES256', typ: 'passport', x5u: 'https://c.example/c.cer' },
  ],
  didcomm: [{ id: '1', body: {} }, typed('application/didcomm-signed+json')],
  'aws-alb': [
    { sub: '1' },
    { alg: 'ES256', kid: 'k', signer: 'arn:aws:elasticloadbalancing:x', client: 'c', iss: 'https://a.example', exp: NOW + 60 },
  ],
  nats: [
    { iss: 'O1', sub: 'A1', iat: NOW, jti: random, nats: {} },
    { typ: 'JWT', alg: 'ed25519-nkey' },
  ],
  twilio: [
    { iss: 'SK1', sub: 'AC1', jti: 'SK1-1450471147', exp: NOW + 3600, grants: {} },
    { cty: 'twilio-fpa;v=1', typ: 'JWT', alg: 'HS256' },
  ],
  'refresh-token': [
    { typ: 'Refresh', iss: 'https://sso.example/realms/main', aud: 'https://sso.example/realms/main', sub: 's', jti: random, ...times },
  ],
  kubernetes: [
    {
      iss: 'https://kubernetes.default.svc',
      aud: ['https://kubernetes.default.svc'],
      sub: 'system:serviceaccount:ns:name',
      'kubernetes.io': { namespace: 'ns' },
      ...times,
    },
  ],
  'kubernetes-legacy': [{ iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:ns:name', exp: NOW + 60 }],
  'github-actions': [ACTIONS],
  'github-app': [
    { iss: '12345', iat: NOW - 60, exp: NOW + 540 },
    { alg: 'RS256', typ: 'JWT' },
  ],
  'gitlab-ci': [
    {
      iss: 'https://gitlab.example.com',
      sub: 'project_path:a/b:ref_type:branch:ref:main',
      aud: 'https://vault.example',
      project_path: 'a/b',
      pipeline_id: '1',
      ref_protected: 'true',
      jti: random,
      ...times,
    },
  ],
  'entra-access-token': [{ ...entra, scp: 'x' }],
  'entra-id-token': [{ ...entra, nonce: 'n', oid: 'o' }],
  'google-id-token': [google, { alg: 'RS256' }],
  'firebase-id-token': [
    { iss: 'https://securetoken.google.com/p', aud: 'p', sub: 'u', auth_time: NOW - 60, ...times },
    { alg: 'RS256', kid: 'k' },
  ],
  'firebase-custom-token': [
    {
      iss: 'a@p.iam.gserviceaccount.com',
      sub: 'a@p.iam.gserviceaccount.com',
      uid: 'u',
      aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
      ...times,
    },
    { alg: 'RS256' },
  ],
  'google-service-account': [
    {
      iss: 'a@p.iam.gserviceaccount.com',
      scope: 'https://www.googleapis.com/auth/devstorage.read_only',
      aud: 'https://oauth2.googleapis.com/token',
      ...times,
    },
    { alg: 'RS256' },
  ],
  'google-iap': [
    { iss: 'https://cloud.google.com/iap', sub: 'accounts.google.com:1', aud: '/projects/1/apps/x', ...times },
    { alg: 'ES256', kid: 'k' },
  ],
  'cognito-access-token': [
    {
      iss: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a',
      sub: 'u',
      client_id: 'c',
      token_use: 'access',
      scope: 'openid',
      ...times,
    },
    { alg: 'RS256' },
  ],
  'cognito-id-token': [
    { iss: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a', sub: 'u', aud: 'c', token_use: 'id', ...times },
    { alg: 'RS256' },
  ],
  'apple-id-token': [
    { iss: 'https://appleid.apple.com', sub: 'u', aud: 'c', email_verified: 'true', ...times },
    { alg: 'RS256', kid: 'k' },
  ],
  'apple-client-secret': [{ iss: 'TEAM', sub: 'c', aud: 'https://appleid.apple.com', iat: NOW, exp: NOW + 15_000_000 }, apple],
  'app-store-connect': [{ iss: '57246542-96fe-1a63-e053-0824d011072a', aud: 'appstoreconnect-v1', iat: NOW, exp: NOW + 1200 }, apple],
  apns: [{ iss: 'DEF123GHIJ', iat: NOW }, apple],
  'app-store-data': [
    { bundleId: 'b', transactionId: '1', signedDate: NOW * 1000 },
    { alg: 'ES256', x5c: appleChain },
  ],
  'auth0-access-token': [
    { iss: 'https://d.auth0.com/', sub: 'auth0|1', aud: 'https://api', azp: 'c', scope: 'read', ...times },
    { alg: 'RS256' },
  ],
  'auth0-id-token': [{ iss: 'https://d.auth0.com/', sub: 'auth0|1', aud: 'c', nonce: 'n', ...times }, { alg: 'RS256' }],
  'okta-access-token': [{ ...okta, cid: 'c', scp: ['openid'] }],
  'okta-id-token': [{ ...okta, jti: `ID.${random}`, nonce: 'n' }],
  'keycloak-access-token': [{ ...keycloak, typ: 'Bearer', aud: 'api' }],
  'keycloak-id-token': [{ ...keycloak, typ: 'ID', aud: 'c' }],
  supabase: [
    { iss: 'supabase', role: 'anon', ref: 'x', ...times },
    { alg: 'HS256', typ: 'JWT' },
  ],
  'spiffe-jwt-svid': [{ sub: 'spiffe://example.org/w', aud: ['x'], exp: NOW + 60 }],
  vapid: [{ aud: 'https://push.example.net', exp: NOW + 3600, sub: 'mailto:push@example.com' }],
  'jwt-bearer-grant': [{ iss: 'a', sub: 'b', aud: 'https://as.example/oauth2/token', ...times }],
  'id-token': [{ iss: 'https://a.example', sub: 's', aud: 'c', nonce: 'n', ...times }],
  'untyped-access-token': [{ iss: 'https://a.example', sub: 's', aud: 'api', scope: 'read', jti: random, ...times }],
  'plain-jwt': [{ iss: 'https://a.example', sub: 's', aud: 'api', jti: random, ...times }],
}

const rulesOf = (payload: object, header?: object) => diagnose(contextFor(tokenOf(payload, header))).map(({ rule }) => rule)

describe('profiles', () => {
  it('are all tested below, each under its own id', () => {
    expect(Object.keys(GOOD).toSorted()).toEqual(PROFILES.map(({ id }) => id).toSorted())
    expect(new Set(PROFILES.map(({ id }) => id)).size).toBe(PROFILES.length)
    for (const { id } of PROFILES) expect(profileById(id)?.id).toBe(id)
  })

  for (const [id, [payload, header]] of Object.entries(GOOD)) {
    it(`recognize a ${id}, say why, and find nothing wrong with a good one`, () => {
      const context = contextFor(tokenOf(payload, header))
      const recognition = recognize(context)
      expect(recognition.profile.id).toBe(id)
      expect(recognition.because.length).toBeGreaterThan(10)
      expect(
        requirements(recognition.profile, context).filter(({ state, severity }) => state === 'not-met' && severity !== 'info'),
      ).toEqual([])
      const findings = diagnose(context)
      expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual([])
      expect(findings.length).toBeLessThanOrEqual(2)
    })
  }

  for (const [id, [payload, header]] of Object.entries(GOOD)) {
    const profile = profileById(id)!
    for (const each of profile.requirements) {
      if (!each.rule || !each.about || each.about.in !== 'payload' || !each.rule.startsWith('profile-missing-') || each.severity === 'info')
        continue
      const { name } = each.about
      if (!Object.hasOwn(payload, name)) continue
      it(`say that a ${id} lacks ${name}`, () => {
        const { [name as keyof typeof payload]: _, ...rest } = payload
        const context = { ...contextFor(tokenOf(rest, header)), profile }
        const finding = diagnose(context).find(({ rule }) => rule === each.rule)
        expect(finding?.severity).toBe(each.severity)
        expect(DIAGNOSTICS.get(each.rule!)!.message(finding?.args ?? {})).toMatch(/^(?:No|Neither|Several)/)
        expect(requirements(profile, context).find(({ text, rule }) => rule === each.rule && text === each.text)?.state).toBe('not-met')
      })
    }
  }

  it('report claims that a kind must not have', () => {
    const [logout, header] = GOOD['logout-token']!
    expect(rulesOf({ ...logout, nonce: 'n' }, header)).toContain('profile-forbidden-nonce')
    expect(rulesOf({ ...logout, sid: undefined }, header)).toContain('profile-missing-sub-or-sid')
    expect(rulesOf({ ...logout, events: { x: {} } }, header)).toContain('profile-value-events')
    expect(rulesOf({ ...GOOD['vc-2']![0], vc: {} }, typed('vc+jwt'))).toContain('profile-forbidden-vc')
    expect(rulesOf({ ...GOOD['request-object']![0], request: 'x' }, typed('oauth-authz-req+jwt'))).toContain('profile-forbidden-request')
    expect(rulesOf({ ...GOOD['request-object']![0], sub: 'c' }, typed('oauth-authz-req+jwt'))).toContain('request-object-sub')
    expect(rulesOf({ ...GOOD['security-event-token']![0], exp: NOW + 60 }, typed('secevent+jwt'))).toContain('profile-forbidden-exp')
  })

  it('report algorithms, values and header parameters that their kind does not allow', () => {
    expect(rulesOf(GOOD['dpop-proof']![0], typed('dpop+jwt'))).toContain('profile-missing-header-jwk')
    expect(rulesOf(GOOD['dpop-proof']![0], typed('dpop+jwt', { alg: 'HS256', jwk }))).toContain('profile-alg')
    expect(rulesOf({ ...GOOD['dpop-proof']![0], htu: 'https://a.example/?x' }, typed('dpop+jwt', { jwk }))).toContain('profile-value-htu')
    expect(rulesOf({ ...GOOD['spiffe-jwt-svid']![0], sub: 'spiffe://Example.org:80/w' })).toContain('profile-value-sub')
    expect(rulesOf({ ...GOOD['status-list']![0], status_list: { bits: 3, lst: 'x' } }, typed('statuslist+jwt'))).toContain(
      'profile-value-status_list',
    )
    expect(rulesOf({ ...GOOD['firebase-id-token']![0], aud: 'q' }, { alg: 'RS256', kid: 'k' })).toContain('profile-value-aud')
    const [caller] = GOOD['passport']!
    expect(rulesOf({ orig: { tn: '1' }, dest: {}, iat: NOW }, { alg: 'ES256', typ: 'passport', x5u: 'https://c.example' })).toContain(
      'passport-canonical',
    )
    expect(rulesOf(caller, { alg: 'ES256', ppt: 'shaken', typ: 'passport', x5u: 'https://c.example' })).toContain('profile-missing-attest')
  })

  it('apply the rules that only their kind has', () => {
    expect(rulesOf({ ...GOOD['client-assertion']![0], aud: 'https://as.example/token' })).toContain('assertion-aud-endpoint')
    expect(rulesOf({ ...ACTIONS, sub: 'repo:o/r:pull_request' })).toContain('github-pull-request')
    expect(rulesOf({ ...ACTIONS, aud: 'https://github.com/o' })).toContain('github-default-audience')
    expect(rulesOf({ ...entra, scp: 'x', aud: '00000003-0000-0000-c000-000000000000' })).toContain('entra-graph-audience')
    expect(rulesOf({ ...entra, nonce: 'n', _claim_names: { groups: 'src1' } })).toContain('entra-groups-overage')
    expect(rulesOf({ ...okta, iss: 'https://dev-1.okta.com', cid: 'c' })).toContain('okta-org-server')
    expect(rulesOf({ iss: 'supabase', role: 'service_role', ...times }, { alg: 'HS256' })).toContain('supabase-service-role')
    const sent = (payload: object) => diagnose(contextFor(`Authorization: Bearer ${tokenOf(payload)}`)).map(({ rule }) => rule)
    expect(sent(GOOD['id-token']![0])).toContain('id-token-as-access-token')
    expect(sent(GOOD['refresh-token']![0])).toContain('refresh-token-sent')
    expect(rulesOf(GOOD['id-token']![0])).not.toContain('id-token-as-access-token')
    expect(rulesOf({ ...GOOD['id-token']![0], sub: 'ü' })).toContain('sub-too-long')
    expect(rulesOf({ ...GOOD['id-token']![0], aud: ['a', 'b'] })).toContain('profile-missing-azp')
    expect(rulesOf({ ...GOOD['id-token']![0], azp: 'other' })).toContain('claim-conflict')
    expect(rulesOf({ ...GOOD['id-token']![0], exp: NOW + 90_000 })).toContain('time-lifetime-id')
    expect(rulesOf({ ...GOOD['github-app']![0], exp: NOW + 3600 }, { alg: 'RS256' })).toContain('time-lifetime-assertion')
    expect(rulesOf({ ...GOOD['vapid']![0], exp: NOW + 90_000 })).toContain('time-lifetime-assertion')
    expect(
      rulesOf({ ...GOOD['sd-jwt-vc']![0], status: { status_list: { idx: 1, uri: 'https://a.example/s' } } }, typed('dc+sd-jwt')),
    ).toEqual(['status-not-checked'])
    expect(rulesOf({ ...GOOD['sd-jwt-vc']![0], status: { status_list: { idx: -1 } } }, typed('dc+sd-jwt'))).toContain('status-reference')
  })

  it('can be overridden', () => {
    const context = contextFor(tokenOf(GOOD['plain-jwt']![0]))
    expect(diagnose({ ...context, profile: profileById('access-token')! }).map(({ rule }) => rule)).toContain('profile-missing-client_id')
    expect(diagnose(context).map(({ rule }) => rule)).not.toContain('profile-missing-client_id')
  })

  it('handle any header and payload without throwing', () => {
    const names = fc.constantFrom(
      'iss',
      'sub',
      'aud',
      'exp',
      'typ',
      'alg',
      'events',
      'vc',
      'status',
      'cnf',
      'scope',
      'zip',
      'cty',
      'signer',
      'client',
      'ppt',
      'status_list',
      '_sd',
      'kubernetes.io',
      'nats',
      '__proto__',
    )
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        'at+jwt',
        'dpop+jwt',
        'passport',
        'DEF',
        'twilio-fpa',
        'arn:',
        'https://accounts.google.com',
        'spiffe://x',
        'https://d.auth0.com/',
        'kubernetes/serviceaccount',
      ),
    )
    const part = fc.dictionary(names, values)
    fc.assert(
      fc.property(part, part, (header, payload) => {
        const context = contextFor(tokenOf(payload, header))
        expect(diagnose(context)).toEqual(diagnose(context))
        for (const profile of PROFILES)
          for (const { state } of requirements(profile, context)) expect(['met', 'not-met', 'not-checkable']).toContain(state)
      }),
      cases(60),
    )
  })
})

function appleSample(): string[] {
  const sample = vendors.cases.find(({ id }) => id === 'apple-transactionInfo') as { token: string } | undefined
  const header = JSON.parse(atob(sample!.token.split('.')[0]!.replace(/-/g, '+').replace(/_/g, '/'))) as { x5c: string[] }
  return header.x5c
}
