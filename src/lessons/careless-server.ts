// Lab 1 attacks a server that obeys the header, with a header that says "none".
import { encodeText } from '../core/text/base64url.ts'
import type { Lesson } from './lesson.ts'
import { accessClaims } from './payroll-api/access-token.ts'
import { right, typed, wrong, answerOf } from './stage/exercises.ts'
import { requests } from './stage/desk.ts'
import { ADMIN, labGround, SEND_BOTH, startLab, whichCheck } from './stage/lab.ts'
import { memberOf, segmentOf } from './stage/token-text.ts'

async function unsecured(now: number, header = '{"alg":"none","typ":"at+jwt"}') {
  const { desk } = await labGround(now)
  const claims = { ...accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), admin: true }
  return { desk, token: `${encodeText(header)}.${encodeText(JSON.stringify(claims))}.` }
}

export const carelessServer: Lesson = {
  id: 'careless-server',
  part: 'Attacks',
  title: 'Lab 1: no signature at all',
  lede: 'A signature protects you only if the server decides what is checked, how, and with which key. In four labs, each a little harder, the server leaves one of these decisions to the token.',
  know: [
    'The header of a token comes from its sender. Until the signature is verified, every word in it may come from an attacker.',
    'A token may have no signature at all: its [alg] is `none`, and nothing follows its second dot (RFC 7519 section 6). It is called an *Unsecured JWT*.',
    'A careless library reads `alg`, finds `none`, and has nothing to check. So it accepts the token.',
    '*The cure:* the server has a list of algorithms that it accepts, and compares `alg` with that list before anything else (RFC 8725 section 3.1). An access token must never be `none` (RFC 9068 section 4).',
  ],
  task: 'You are Mallory, the attacker, with a copy of Fernando’s request. Make the careless server pay. Then send the same token to the right server.',
  solved: 'Without a key or a signature, you made the server pay 9,000. The right server refused the token at its algorithm.',
  hints: [
    'In the token header change the value of `alg` to `none`, and leave `typ` as it is. Empty the token signature.',
    'In the token payload change `"admin": false` to `true`.',
    'Send it to the careless server, and then send it unchanged to the right one.',
  ],
  solution: [
    { say: 'Name “none” as the algorithm.', fill: 'Token header', with: '{"alg":"none","typ":"at+jwt"}' },
    ADMIN,
    { say: 'Leave the signature out.', fill: 'Token signature', with: '' },
    ...SEND_BOTH,
  ],
  questions: [
    {
      ask: 'Write the header of an Unsecured JWT, as JSON. The careless server tries it.',
      start: async (now) =>
        typed({
          look: 'header',
          answer: '{"alg":"none"}',
          mistakes: ['none', '{"alg":"None"}', '{alg:none}', '{"alg":null}', '{"alg":"ES256"}', '{"typ":"none"}'],
          judge: async (text) => {
            const { desk, token } = await unsecured(now, text)
            const pay = requests.pay(`Bearer ${token}`, { to: 'fernando', amount: 9000 })
            desk.api.off.add('algorithm')
            if ((await desk.send(pay)).reply.status === 201) return right('The careless server pays.')
            // The type is checked later; the question is about "alg".
            desk.api.off.add('audience')
            const exchange = await desk.send(pay)
            if (exchange.reply.status === 201)
              return right(
                'The careless server finds nothing to check. It pays only for an access token, so it also needs `"typ":"at+jwt"`.',
              )
            const alg = memberOf(token, 0, 'alg')
            if (text === 'none') return wrong('A header is a JSON object, with braces and with names in quotes.')
            if (alg === null) return wrong('`null` is not the text `"none"`.')
            if (typeof alg === 'string' && alg.toLowerCase() === 'none')
              return wrong('Almost. Algorithm names are case-sensitive, so this is a different one (RFC 7515 section 4.1.1).')
            if (typeof alg === 'string') return wrong(`“${alg}” needs a signature, and this token has none.`)
            return wrong(
              text.startsWith('{"')
                ? 'The parameter is called `alg`.'
                : `JSON needs double quotes around names and texts. ${answerOf(exchange)}`,
            )
          },
        }),
    },
    whichCheck('Which check of the right server stops this token?', (now) => unsecured(now), {
      key: 'It isn’t reached. The server checks the algorithm before it looks for a key.',
      signature: 'It would also stop the token, but an earlier check does so first.',
    }),
    {
      ask: 'The server signs only with ES256. Write the list of algorithms that it should accept, separated by commas.',
      start: async (now) =>
        typed({
          answer: 'ES256',
          mistakes: ['ES256, none', 'HS512', 'ES256, HS256', 'ES256, RS256'],
          judge: async (text) => {
            const list = text.split(/[\s,]+/).filter((name) => name !== '')
            const { token } = await unsecured(now)
            if (list.includes(String(memberOf(token, 0, 'alg'))))
              return wrong(`The list accepts the token that you forged (${segmentOf(token, 0)}…).`)
            if (!list.includes('ES256')) return wrong('Then the server also refuses its own tokens.')
            if (list.some((name) => name.startsWith('HS'))) return wrong('With HS256 on the list, the attack of the fourth lab works.')
            return list.length === 1
              ? right('One key, one algorithm.')
              : wrong('The server doesn’t sign with the others, so leave them out.')
          },
        }),
    },
  ],
  remember: ['The server has a list of algorithms, and only compares the token’s alg with it.', 'The name none must not be on the list.'],
  start: (now) =>
    startLab(now, {
      off: 'algorithm',
      careless: 'It does whatever “alg” says.',
      name: '`alg` none',
      isAttack: ({ token = '' }) => memberOf(token, 0, 'alg') === 'none' && segmentOf(token, 2) === '',
      tools: () => [{ kind: 'note', text: 'You have a copy of Fernando’s request. You need nothing else.' }],
    }),
}
