// Workload tokens: transaction tokens, identity chaining, client and key attestations, credential requests, WIMSE and SPIFFE.
import {
  allowedAlgorithms,
  asymmetric,
  byTyp,
  claimText,
  elsewhere,
  profile,
  recommended,
  required,
  value,
} from '../profile/requirement.ts'

const CNF = ['cnf-present'] as const

export const transactionToken = profile({
  id: 'transaction-token',
  name: 'Transaction token',
  purpose: 'access',
  sources: ['draft-ietf-oauth-transaction-tokens'],
  recognize: byTyp('txntoken+jwt'),
  requirements: [required('draft-ietf-oauth-transaction-tokens', 'iat', 'aud', 'exp', 'txn', 'sub', 'scope', 'req_wl')],
  silences: ['jti-missing', 'iss-missing'],
})

export const identityAssertionGrant = profile({
  id: 'id-jag',
  name: 'Identity assertion grant (ID-JAG)',
  purpose: 'assertion',
  sources: ['draft-ietf-oauth-identity-assertion-authz-grant'],
  recognize: byTyp('oauth-id-jag+jwt'),
  requirements: [
    required('draft-ietf-oauth-identity-assertion-authz-grant section 3', 'iss', 'sub', 'aud', 'client_id', 'jti', 'exp', 'iat'),
  ],
  meanings: { aud: 'authorization server of the resource' },
})

export const clientAttestation = profile({
  id: 'client-attestation',
  name: 'Client attestation',
  purpose: 'assertion',
  sources: ['draft-ietf-oauth-attestation-based-client-auth section 5.1'],
  recognize: byTyp('oauth-client-attestation+jwt'),
  requirements: [
    asymmetric('draft-ietf-oauth-attestation-based-client-auth section 5.1'),
    required('draft-ietf-oauth-attestation-based-client-auth section 5.1', 'sub', 'exp', 'cnf'),
  ],
  meanings: { sub: 'client that is attested', cnf: 'key of this installation' },
  silences: [...CNF, 'aud-missing', 'iss-missing', 'jti-missing'],
})

export const clientAttestationProof = profile({
  id: 'client-attestation-pop',
  name: 'Proof of a client attestation',
  purpose: 'proof',
  sources: ['draft-ietf-oauth-attestation-based-client-auth section 5.2'],
  recognize: byTyp('oauth-client-attestation-pop+jwt'),
  requirements: [
    asymmetric('draft-ietf-oauth-attestation-based-client-auth section 5.2'),
    required('draft-ietf-oauth-attestation-based-client-auth section 5.2', 'aud', 'jti', 'iat'),
  ],
  silences: ['exp-missing', 'iss-missing'],
})

export const workloadIdentity = profile({
  id: 'workload-identity-token',
  name: 'Workload identity token',
  purpose: 'credential',
  sources: ['draft-ietf-wimse-s2s-protocol'],
  recognize: byTyp('wit+jwt'),
  requirements: [
    asymmetric('draft-ietf-wimse-s2s-protocol section 3.1'),
    required('draft-ietf-wimse-s2s-protocol section 3.1', 'sub', 'exp', 'cnf'),
  ],
  meanings: { sub: 'workload', cnf: 'key of the workload' },
  silences: [...CNF, 'aud-missing', 'iss-missing', 'jti-missing'],
})

export const workloadProof = profile({
  id: 'workload-proof-token',
  name: 'Workload proof token',
  purpose: 'proof',
  sources: ['draft-ietf-wimse-s2s-protocol'],
  recognize: byTyp('wpt+jwt'),
  requirements: [
    asymmetric('draft-ietf-wimse-s2s-protocol section 3.2'),
    required('draft-ietf-wimse-s2s-protocol section 3.2', 'aud', 'exp', 'jti', 'wth'),
  ],
  silences: ['iss-missing'],
})

export const spiffe = profile({
  id: 'spiffe-jwt-svid',
  name: 'SPIFFE JWT-SVID',
  purpose: 'access',
  sources: ['SPIFFE JWT-SVID section 3'],
  recognize: (facts) =>
    claimText(facts, 'sub')?.startsWith('spiffe://') ? { certain: true, because: 'its subject is a SPIFFE ID' } : undefined,
  requirements: [
    required('SPIFFE JWT-SVID section 3', 'sub', 'aud', 'exp'),
    allowedAlgorithms('SPIFFE JWT-SVID section 2', /^(?:RS|ES|PS)(?:256|384|512)$/, 'one of RS, ES or PS with SHA-2'),
    value(
      'sub',
      'SPIFFE ID section 2',
      {
        text: '`sub` is a SPIFFE ID: a trust domain and a path, nothing else.',
        otherwise: "`sub` isn't a SPIFFE ID: it has a port, user, query or fragment, or capitals in the trust domain.",
      },
      (node) => node.type === 'string' && /^spiffe:\/\/[a-z0-9._-]{1,255}(?:\/[A-Za-z0-9._-]+)*$/.test(node.value.slice(0, 2049)),
    ),
    elsewhere('SPIFFE JWT-SVID section 4', '`aud` names this workload.'),
  ],
  meanings: { sub: 'workload', aud: 'workload it is shown to' },
  silences: ['jti-missing', 'iss-missing', 'typ-generic'],
})

export const credentialProof = profile({
  id: 'openid4vci-proof',
  name: 'Proof of a credential request',
  purpose: 'proof',
  sources: ['OpenID for Verifiable Credential Issuance appendix F.1'],
  recognize: byTyp('openid4vci-proof+jwt'),
  requirements: [
    asymmetric('OpenID for Verifiable Credential Issuance appendix F.1'),
    required('OpenID for Verifiable Credential Issuance appendix F.1', 'aud', 'iat'),
    recommended('OpenID for Verifiable Credential Issuance appendix F.1', 'nonce'),
  ],
  silences: ['exp-missing', 'iss-missing', 'jti-missing', 'jwk-embedded'],
})

export const keyAttestation = profile({
  id: 'key-attestation',
  name: 'Key attestation',
  purpose: 'statement',
  sources: ['OpenID for Verifiable Credential Issuance appendix D.1'],
  recognize: byTyp('key-attestation+jwt', 'keyattestation+jwt'),
  requirements: [required('OpenID for Verifiable Credential Issuance appendix D.1', 'iat', 'attested_keys')],
  silences: ['exp-missing', 'iss-missing', 'jti-missing', 'aud-missing', 'data-bulk'],
})

export const issuerMetadata = profile({
  id: 'credential-issuer-metadata',
  name: 'Metadata of a credential issuer',
  purpose: 'statement',
  sources: ['OpenID for Verifiable Credential Issuance section 12.2.3'],
  recognize: byTyp('openidvci-issuer-metadata+jwt'),
  requirements: [required('OpenID for Verifiable Credential Issuance section 12.2.3', 'sub', 'iat')],
  silences: ['exp-missing', 'iss-missing', 'jti-missing', 'aud-missing', 'data-bulk'],
})
