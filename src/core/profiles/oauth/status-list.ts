// Status list token, which holds the states of many tokens in one compressed list.
import { byTyp, profile, recommended, required, value } from '../profile/requirement.ts'
import type { JsonNode } from '../../text/json.ts'

const CLAUSE = 'Token Status List section 5.1'

const member = (node: JsonNode, name: string) =>
  node.type === 'object' ? node.members.find((each) => each.name === name)?.value : undefined

export const statusList = profile({
  id: 'status-list',
  name: 'Status list token',
  purpose: 'statement',
  sources: [CLAUSE],
  recognize: byTyp('statuslist+jwt'),
  requirements: [
    required(CLAUSE, 'sub', 'iat', 'status_list'),
    recommended(CLAUSE, 'exp', 'ttl'),
    value(
      'status_list',
      CLAUSE,
      {
        text: '`status_list` has `bits` (1, 2, 4 or 8) and `lst`.',
        otherwise: '`status_list` lacks `lst`, or its `bits` are not 1, 2, 4 or 8.',
      },
      (node) => {
        const bits = member(node, 'bits')
        return bits?.type === 'number' && [1, 2, 4, 8].includes(bits.value) && member(node, 'lst')?.type === 'string'
      },
    ),
    value(
      'ttl',
      CLAUSE,
      { text: '`ttl` is a positive number of seconds.', otherwise: '`ttl` is not a positive number.' },
      (node) => node.type === 'number' && node.value > 0,
    ),
  ],
  meanings: { sub: 'address of this list', ttl: 'how long a copy may be kept, in seconds' },
  silences: ['aud-missing', 'iss-missing', 'jti-missing', 'time-forever', 'data-bulk'],
})
