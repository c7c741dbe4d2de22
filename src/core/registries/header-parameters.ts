// The IANA registry "JSON Web Signature and Encryption Header Parameters" as data. Load it lazily: common.ts has what most tokens use.
import { byName, COMMON_HEADER_PARAMETERS, readRows, type RegisteredName } from './names/common.ts'

const REST = readRows(`
apu | sender in the key agreement | RFC 7518 section 4.6.1.2
apv | recipient in the key agreement | RFC 7518 section 4.6.1.3
iv | initialization vector of the key encryption | RFC 7518 section 4.7.1.1
tag | authentication tag of the key encryption | RFC 7518 section 4.7.1.2
p2s | salt of the password-based key | RFC 7518 section 4.8.1.1
p2c | rounds for the password-based key | RFC 7518 section 4.8.1.2
iss | issuer, repeated in clear | RFC 7519 section 5.3
sub | subject, repeated in clear | RFC 7519 section 5.3
aud | audience, repeated in clear | RFC 7519 section 5.3
ppt | PASSporT extension in use | RFC 8225 section 8.1
url | address the request is sent to | RFC 8555 section 6.4.1
nonce | value that prevents replay | RFC 8555 section 6.5.2
svt | signature validation token | RFC 9321 section 4
peer_trust_chain | the peer's trust chain | OpenID Federation section 4.4
trust_chain | chain of entity statements | OpenID Federation section 4.3
ek | encapsulated key | draft-ietf-jose-hpke-encrypt
psk_id | pre-shared key's identifier | draft-ietf-jose-hpke-encrypt
sigT | time of signing | ETSI TS 119 182-1 section 5.2.1
sigX5ts | signing certificates | ETSI TS 119 182-1 section 5.2.2
srCms | commitments of the signer | ETSI TS 119 182-1 section 5.2.3
sigPl | place of signing | ETSI TS 119 182-1 section 5.2.4
srAts | attributes of the signer | ETSI TS 119 182-1 section 5.2.5
adoTst | time-stamp of the content | ETSI TS 119 182-1 section 5.2.6
sigPId | signature policy | ETSI TS 119 182-1 section 5.2.7
sigD | detached data that is signed | ETSI TS 119 182-1 section 5.2.8
etsiU | unsigned ETSI properties | ETSI TS 119 182-1 section 5.3.1
vctm | type metadata of the credential | SD-JWT VC
client_id | requesting client | OpenID for Verifiable Presentations
key_attestation | attestation of the key | OpenID for Verifiable Credential Issuance
skid | sender's key | DIDComm Messaging 2.0
`)

/** Every registered Header Parameter, by name. */
export const HEADER_PARAMETERS: ReadonlyMap<string, RegisteredName> = byName([...REST, ...COMMON_HEADER_PARAMETERS.values()])

/** What a Header Parameter means; undefined if the name isn't registered. */
export function headerParameterMeaning(name: string): RegisteredName | undefined {
  return HEADER_PARAMETERS.get(name)
}
