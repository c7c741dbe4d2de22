// The IANA registry "JSON Web Token Claims" as data, with the meanings of vendors' claims. Load it lazily: common.ts has what most tokens use.
import { byName, COMMON_CLAIMS, readRows, type RegisteredName } from './names/common.ts'
import { VENDORS, vendorOf, type VendorId } from './vendors/index.ts'

const REST = readRows(`
middle_name | middle names | OpenID Connect Core section 5.1
nickname | casual name | OpenID Connect Core section 5.1
profile | profile page | OpenID Connect Core section 5.1
website | web page | OpenID Connect Core section 5.1
gender | gender | OpenID Connect Core section 5.1
birthdate | birthday | OpenID Connect Core section 5.1
zoneinfo | time zone | OpenID Connect Core section 5.1
phone_number | telephone number | OpenID Connect Core section 5.1
phone_number_verified | whether the issuer checked the telephone number | OpenID Connect Core section 5.1
address | postal address | OpenID Connect Core section 5.1
sub_jwk | public key of a self-issued subject | OpenID Connect Core section 7.4
_claim_names | claims that are kept elsewhere | OpenID Connect Core section 5.6.2
_claim_sources | where those claims are kept | OpenID Connect Core section 5.6.2
verified_claims | claims with evidence | OpenID Connect for Identity Assurance section 5
place_of_birth | place of birth | OpenID Connect for Identity Assurance section 4
nationalities | nationalities | OpenID Connect for Identity Assurance section 4
birth_family_name | surname at birth | OpenID Connect for Identity Assurance section 4
birth_given_name | first name at birth | OpenID Connect for Identity Assurance section 4
birth_middle_name | middle name at birth | OpenID Connect for Identity Assurance section 4
salutation | salutation | OpenID Connect for Identity Assurance section 4
title | title | OpenID Connect for Identity Assurance section 4
msisdn | mobile telephone number | OpenID Connect for Identity Assurance section 4
also_known_as | stage or religious name | OpenID Connect for Identity Assurance section 4
sip_from_tag | SIP From tag | RFC 8055
sip_date | SIP Date | RFC 8055
sip_callid | SIP Call-Id | RFC 8055
sip_cseq_num | SIP CSeq number | RFC 8055
sip_via_branch | SIP Via branch | RFC 8055
orig | caller | RFC 8225 section 5.2.1
dest | called party | RFC 8225 section 5.2.1
mky | media key fingerprint | RFC 8225 section 5.2.2
toe | when the event happened | RFC 8417 section 2.2
txn | transaction identifier | RFC 8417 section 2.2
rph | call priority | RFC 8443 section 3
vot | vector of trust | RFC 8485
vtm | meaning of the vector of trust | RFC 8485
attest | how sure the operator is of the caller | RFC 8588
origid | where the call came from, for tracing | RFC 8588
may_act | party that may act for the subject | RFC 8693 section 4.4
jcard | caller's contact card | RFC 8688
at_use_nbr | how many times the token may be used | ETSI GS NFV-SEC 022
div | diverted from | RFC 8946
opt | original PASSporT | RFC 8946
vc | verifiable credential | Verifiable Credentials Data Model 1.1 section 6.3.1
vp | verifiable presentation | Verifiable Credentials Data Model 1.1 section 6.3.1
sph | call priority header | RFC 9027
ace_profile | ACE profile | RFC 9200 section 5.10
cnonce | client nonce | RFC 9200 section 5.10
exi | lifetime in seconds after receipt | RFC 9200 section 5.10.3
entitlements | entitlements | RFC 7643 section 4.1.2
token_introspection | introspection response | RFC 9701 section 5
eat_nonce | nonce of an attestation | RFC 9711 section 4.1
ueid | device's universal identifier | RFC 9711 section 4.2.1
sueids | device's semi-permanent identifiers | RFC 9711 section 4.2.2
oemid | maker of the hardware | RFC 9711 section 4.2.3
hwmodel | model of the hardware | RFC 9711 section 4.2.4
hwversion | version of the hardware | RFC 9711 section 4.2.5
oemboot | whether the maker approved the software | RFC 9711 section 4.2.8
dbgstat | debug status | RFC 9711 section 4.2.9
location | geographic location | RFC 9711 section 4.2.10
eat_profile | attestation profile | RFC 9711 section 4.3.2
submods | attestations of parts | RFC 9711 section 4.2.18
uptime | seconds since boot | RFC 9711 section 4.2.11
bootcount | how many times it has booted | RFC 9711 section 4.2.12
bootseed | identifies one boot | RFC 9711 section 4.2.13
dloas | letters of approval | RFC 9711 section 4.2.14
swname | name of the software | RFC 9711 section 4.2.6
swversion | version of the software | RFC 9711 section 4.2.7
manifests | manifests of the software | RFC 9711 section 4.2.15
measurements | measurements of the software | RFC 9711 section 4.2.16
measres | measurements compared with reference values | RFC 9711 section 4.2.17
intuse | what the attestation is for | RFC 9711 section 4.3.3
cdniv | CDNI claim set version | RFC 9246 section 2.1.8
cdnicrit | CDNI claims that must be understood | RFC 9246 section 2.1.9
cdniip | client address | RFC 9246 section 2.1.10
cdniuc | URI it is for | RFC 9246 section 2.1.11
cdniets | seconds to the next signed token | RFC 9246 section 2.1.12
cdnistt | how the signed token is transported | RFC 9246 section 2.1.13
cdnistd | depth of the signed token | RFC 9246 section 2.1.14
sig_val_claims | signature validation claims | RFC 9321 section 3.2.3
authorization_details | exactly what was permitted | RFC 9396 section 9.1
htm | HTTP method of the request | RFC 9449 section 4.2
atc | authority token challenge | RFC 9447
sub_id | subject identifier | RFC 9493 section 4
rcd | caller's name and picture | RFC 9795
rcdi | hashes of the caller's picture | RFC 9795
crn | reason for the call | RFC 9795
msgi | message integrity | RFC 9475
rdap_allowed_purposes | purposes allowed in RDAP | RDAP OpenID section 3.1.4
rdap_dnt_allowed | whether RDAP may be asked not to track | RDAP OpenID section 3.1.4
geohash | location as a geohash | CTA-5007
... | digest of an array element | RFC 9901 section 4.2.4.2
sd_hash | hash of the SD-JWT that was presented | RFC 9901 section 4.3
vct#integrity | hash of the credential's type metadata | SD-JWT VC section 7
status | where to look up whether it was revoked | Token Status List section 6.1
status_list | the states of many tokens, compressed | Token Status List section 5.1
ttl | how long a copy may be kept, in seconds | Token Status List section 5.1
aggregation_uri | where to find all status lists | Token Status List section 9
jwks | key set | OpenID Federation section 3
metadata | what the entity says about itself | OpenID Federation section 3
metadata_policy | what superiors allow in the metadata | OpenID Federation section 6.1
authority_hints | superiors of the entity | OpenID Federation section 3
constraints | limits on the trust chain | OpenID Federation section 6.2
trust_marks | marks of trust | OpenID Federation section 7
trust_mark | mark of trust | OpenID Federation section 7
trust_mark_issuers | who may issue trust marks | OpenID Federation section 7
trust_mark_owners | who owns trust marks | OpenID Federation section 7
trust_chain | chain of entity statements | OpenID Federation section 10
trust_anchor | the trusted superior | OpenID Federation section 12
crit | claims that must be understood | OpenID Federation section 3
ref | more about it | OpenID Federation section 7
delegation | right to issue trust marks | OpenID Federation section 7
logo_uri | logo | OpenID Federation section 7
keys | keys of the set | OpenID Federation section 5
wth | hash of the workload's identity token | WIMSE Workload-to-Workload
tth | hash of the transaction token | WIMSE Workload-to-Workload
req_wl | requesting workload | Transaction Tokens
rctx | context of the request | Transaction Tokens
tctx | context of the transaction | Transaction Tokens
purp | purpose of the transaction | Transaction Tokens
response_type | what the client requests | RFC 6749 section 3.1.1
redirect_uri | where the response goes | RFC 6749 section 3.1.2
state | ties the response to the request | RFC 6749 section 4.1.1
max_age | how old the sign-in may be, in seconds | OpenID Connect Core section 3.1.2.1
code_challenge | hash of the client's secret for this request | RFC 7636 section 4.3
code | authorization code | RFC 6749 section 4.1.2
challenge | the server's challenge | OAuth attestation-based client authentication
grants | what it permits | Twilio
type | kind | Verifiable Credentials Data Model 2.0 section 4.5
issuer | issuer of the credential | Verifiable Credentials Data Model 2.0 section 4.7
credentialSubject | what the credential says | Verifiable Credentials Data Model 2.0 section 4.8
credentialStatus | where to look up whether it was revoked | Verifiable Credentials Data Model 2.0 section 4.10
validFrom | not before | Verifiable Credentials Data Model 2.0 section 4.9
validUntil | expires | Verifiable Credentials Data Model 2.0 section 4.9
`)

/** Every registered claim, by name. */
export const CLAIMS: ReadonlyMap<string, RegisteredName> = byName([...REST, ...COMMON_CLAIMS.values()])

/**
 * What a claim means, according to its issuer if that is known, else as registered. `issuer` is the value of "iss";
 * `product` is what the issuer runs, if only the rest of the token tells. Undefined if the name isn't defined anywhere.
 */
export function claimMeaning(name: string, issuer?: string, product?: VendorId): RegisteredName | undefined {
  const vendor = (issuer === undefined ? undefined : vendorOf(issuer)) ?? product
  return (vendor && VENDORS.get(vendor)?.claims.get(name)) ?? CLAIMS.get(name)
}
