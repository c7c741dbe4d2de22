// PASSporT, which says who calls whom in telephone networks.
import { allowedAlgorithms, byTyp, headerText, profile, required, requiredHeader, rule } from '../profile/requirement.ts'
import type { JsonNode } from '../../text/json.ts'

/** JSON with sorted members and no whitespace (RFC 8225 section 9). */
function canonical(node: JsonNode): string {
  if (node.type === 'object') {
    const members = [...node.members].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    return `{${members.map(({ name, value }) => `${JSON.stringify(name)}:${canonical(value)}`).join(',')}}`
  }
  if (node.type === 'array') return `[${node.items.map(canonical).join(',')}]`
  return node.type === 'string' ? JSON.stringify(node.value) : node.type === 'number' ? node.raw : node.type
}

export const passport = profile({
  id: 'passport',
  name: 'PASSporT (caller identity)',
  purpose: 'statement',
  sources: ['RFC 8225'],
  recognize: byTyp('passport'),
  requirements: [
    required('RFC 8225 section 5', 'orig', 'dest', 'iat'),
    requiredHeader('RFC 8225 section 4', 'x5u'),
    allowedAlgorithms('RFC 8225 section 4', /^ES256$/, 'ES256'),
    rule('passport-canonical', {
      text: 'Members are sorted, with no whitespace between them.',
      clause: 'RFC 8225 section 9',
      severity: 'error',
      otherwise: 'The JSON is not canonical: members must be sorted, without whitespace.',
      why: "The receiver rebuilds the text from the call's own data, and the signature must match that text.",
      fix: 'Sort the members by name and leave out whitespace.',
      holds: ({ token }) => {
        const documents = [token.header.decoded.json, token.payload?.decoded.json]
        // Not worth rebuilding a text that is too long for a telephone call.
        return documents.every((each) => !each?.root || each.text.length > 10_000 || canonical(each.root) === each.text)
      },
    }),
    ...['attest', 'origid'].map((name) =>
      rule(`profile-missing-${name}`, {
        about: { in: 'payload', name },
        text: `With \`ppt\` shaken, \`${name}\` must be present.`,
        clause: 'RFC 8588 section 4',
        severity: 'error',
        otherwise: `\`ppt\` is shaken, and there is no \`${name}\`.`,
        why: 'It says how sure the operator is of the caller, and where to ask.',
        fix: `Add \`${name}\`.`,
        holds: (facts) => (headerText(facts, 'ppt') === 'shaken' ? facts.claims?.has(name) : undefined),
      }),
    ),
  ],
  silences: ['iss-missing', 'exp-missing', 'aud-missing', 'jti-missing', 'x5u-present', 'crit-unknown', 'claim-in-wrong-place', 'typ-case'],
})
