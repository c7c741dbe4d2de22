// Lab 2 attacks a server that decodes tokens and never verifies them.
import { encodeText } from '../core/text/base64url.ts'
import type { Lesson } from './lesson.ts'
import { requests } from './stage/desk.ts'
import { answerOf, picked, right, typed, wrong } from './stage/exercises.ts'
import { ADMIN, labGround, SEND_BOTH, startLab, whichCheck } from './stage/lab.ts'
import { compact, laidOut, memberOf, segmentOf, textOf, withSegment } from './stage/token-text.ts'

async function edited(now: number) {
  const { desk, token } = await labGround(now)
  return { desk, token: withSegment(token, 1, encodeText(textOf(segmentOf(token, 1)).replace('"admin":false', '"admin":true'))) }
}

export const decodeOnly: Lesson = {
  id: 'decode-only',
  part: 'Attacks',
  title: 'Lab 2: decoded, never verified',
  lede: 'This server checks the algorithm and finds its key. Then it forgets to use the key.',
  know: [
    'In most libraries `decode` and `verify` are two functions. `decode` turns base64url back into JSON, as you did by hand. It proves nothing.',
    'Code that only decodes passes every test as long as every token in the tests is a good one. Only a forged token shows the difference.',
    '*The cure:* call `verify`, and read claims only from what it returns. Write a test that sends a token with a changed payload and expects 401.',
  ],
  task: 'Make the careless server pay, then send the same token to the right server. This attack takes a single edit.',
  solved: 'The signature on the wire was Fernando’s, made for a different payload, and the careless server never checked it.',
  hints: [
    'Leave the algorithm and the key ID unchanged.',
    'Change `"admin": false` to `true` in the token payload, and send it to both servers.',
  ],
  solution: [ADMIN, ...SEND_BOTH],
  questions: [
    {
      ask: 'The careless server believes any payload. Change this one so that it pays as *Grace*, an admin.',
      start: async (now) => {
        const { desk, token } = await labGround(now)
        desk.api.off.add('signature')
        const body = laidOut(textOf(segmentOf(token, 1)))
        const change = (...swaps: [string, string][]) => swaps.reduce((text, [from, to]) => text.replace(from, to), body)
        return typed({
          value: body,
          look: 'payload',
          oneLine: false,
          answer: change(['"fernando"', '"grace"'], ['"admin": false', '"admin": true']),
          mistakes: [
            body,
            change(['"fernando"', '"grace"']),
            change(['"admin": false', '"admin": true']),
            change(['"fernando"', '"mallory"'], ['"admin": false', '"admin": true']),
            change(['"admin": false', '"admin": "true"'], ['"fernando"', '"grace"']),
            'grace',
          ],
          judge: async (text) => {
            const forged = withSegment(token, 1, encodeText(compact(text)))
            const exchange = await desk.send(requests.pay(`Bearer ${forged}`, { to: 'grace', amount: 9000 }))
            const [sub, admin] = [memberOf(forged, 1, 'sub'), memberOf(forged, 1, 'admin')]
            if (exchange.reply.status === 201 && sub === 'grace') return right('It pays. You can write any name there.')
            if (exchange.reply.status === 201)
              return wrong(
                sub === 'fernando'
                  ? 'It pays, but as Fernando. The user is in `sub`.'
                  : `It pays, but as ${JSON.stringify(sub) ?? 'no one'}. Grace’s name is \`grace\`.`,
              )
            if (admin === 'true') return wrong('`"true"` in quotes is text. The right is the value `true`, without quotes.')
            if (sub === 'grace') return wrong(`You changed the name but not the right. ${answerOf(exchange)}`)
            return wrong(answerOf(exchange))
          },
        })
      },
    },
    whichCheck('Which check of the right server stops this edited token?', edited, {
      algorithm: 'The header is still Fernando’s, so its algorithm is on the list.',
      key: 'Its key ID is right, so the server finds the key.',
      right: 'The claim says true. But an earlier check stops the token, so the claim is never read.',
    }),
    {
      ask: 'Which of these is safe?',
      start: async () =>
        picked({
          answer: 'claims = verify(token, key); if claims.admin: pay()',
          because: 'It reads only what `verify` returned.',
          others: {
            'if decode(token).admin: pay()': 'The careless server in this lab does exactly this.',
            'claims = decode(token); if claims.admin: pay(); verify(token, key)': 'It verifies after it has paid.',
          },
          order: [
            'if decode(token).admin: pay()',
            'claims = decode(token); if claims.admin: pay(); verify(token, key)',
            'claims = verify(token, key); if claims.admin: pay()',
          ],
        }),
    },
  ],
  remember: ['Call verify, not decode.', 'Test with a forged token. Only that shows the difference.'],
  start: (now) =>
    startLab(now, {
      off: 'signature',
      careless: 'It decodes the payload and believes it.',
      name: 'Decoding only',
      isAttack: ({ record }) => record?.steps.find(({ id }) => id === 'signature')?.outcome === 'off',
      tools: () => [{ kind: 'note', text: 'You have a copy of Fernando’s request. Leave its signature unchanged.' }],
    }),
}
