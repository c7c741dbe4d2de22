// The second lab: a server that decodes and never verifies.
import { encodeText } from '../core/text/base64url.ts'
import type { Lesson } from './lesson.ts'
import { requests } from './stage/desk.ts'
import { answerOf, picked, right, typed, wrong } from './stage/exercises.ts'
import { ADMIN, labGround, SEND_BOTH, startLab, whichCheck } from './stage/lab.ts'
import { compact, memberOf, segmentOf, textOf, withSegment } from './stage/token-text.ts'

async function edited(now: number) {
  const { desk, token } = await labGround(now)
  return { desk, token: withSegment(token, 1, encodeText(textOf(segmentOf(token, 1)).replace('"admin":false', '"admin":true'))) }
}

export const decodeOnly: Lesson = {
  id: 'decode-only',
  part: 'Attacks',
  title: 'Lab 2: decoded, never verified',
  lede: 'This server checks the algorithm and finds its key. Then it forgets to use it.',
  know: [
    'In most libraries `decode` and `verify` are two functions. `decode` turns base64url back into JSON, as you did by hand. It proves nothing.',
    'Code that decodes looks right in every test, because every token in the tests is a good one. Only a forged token shows the difference.',
    '*The cure:* call `verify`, and read claims only from what it returns. Have a test that sends a token with a changed payload and expects 401.',
  ],
  task: 'Make the careless server pay, then send the same token to the right server. This one takes a single edit.',
  solved: 'The signature on the wire was Fernando’s, made for another payload, and nobody looked.',
  hints: ['The algorithm and the key ID stay as they are.', 'Change `"admin": false` to `true` in the token payload, and send it to both.'],
  solution: [ADMIN, ...SEND_BOTH],
  questions: [
    {
      ask: 'The careless server believes any payload. Change this one so that it pays as *Grace*, an admin.',
      start: async (now) => {
        const { desk, token } = await labGround(now)
        desk.api.off.add('signature')
        const body = textOf(segmentOf(token, 1))
        const change = (...swaps: [string, string][]) => swaps.reduce((text, [from, to]) => text.replace(from, to), body)
        return typed({
          value: body,
          look: 'payload',
          oneLine: false,
          answer: change(['"fernando"', '"grace"'], ['"admin":false', '"admin":true']),
          mistakes: [
            body,
            change(['"fernando"', '"grace"']),
            change(['"admin":false', '"admin":true']),
            change(['"admin":false', '"admin":"true"'], ['"fernando"', '"grace"']),
            'grace',
          ],
          judge: async (text) => {
            const forged = withSegment(token, 1, encodeText(compact(text)))
            const exchange = await desk.send(requests.pay(`Bearer ${forged}`, { to: 'grace', amount: 9000 }))
            const [sub, admin] = [memberOf(forged, 1, 'sub'), memberOf(forged, 1, 'admin')]
            if (exchange.reply.status === 201 && sub === 'grace') return right('It pays. You are whoever you write.')
            if (exchange.reply.status === 201) return wrong('It pays, but as Fernando: the user is in `sub`.')
            if (admin === 'true') return wrong('`"true"` in quotes is a text. The right is the value `true`.')
            if (sub === 'grace') return wrong(`The name is Grace’s now, but not the right. ${answerOf(exchange)}`)
            return wrong(answerOf(exchange))
          },
        })
      },
    },
    whichCheck('Which check of the right server stops this edited token?', edited, {
      algorithm: 'The header is still Fernando’s own, so the algorithm is on the list.',
      key: 'Its key ID is a good one, so the key is found.',
      right: 'The claim says true. An earlier check stops it, so nobody reads the claim.',
    }),
    {
      ask: 'Which of these is safe?',
      start: async () =>
        picked({
          answer: 'claims = verify(token, key); if claims.admin: pay()',
          because: 'Only what came out of `verify` is read.',
          others: {
            'if decode(token).admin: pay()': 'The lab’s server does exactly this.',
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
  remember: ['Call verify, not decode.', 'Test with a forged token: only that shows the difference.'],
  start: (now) =>
    startLab(now, {
      off: 'signature',
      careless: 'Decodes the payload and believes it.',
      name: 'Decoding only',
      isAttack: ({ record }) => record?.steps.find(({ id }) => id === 'signature')?.outcome === 'off',
      tools: () => [{ kind: 'note', text: 'You have a copy of Fernando’s request. The signature in it is his and stays as it is.' }],
    }),
}
