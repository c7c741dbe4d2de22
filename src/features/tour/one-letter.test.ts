// Changing one letter and putting it back restores every form of token byte for byte.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../core/text/base64url.ts'
import { act, pasted, typeOver } from '../../session/session.fixture.ts'
import { derive } from '../../session/state/derived.ts'
import { reduce, type State } from '../../session/state/state.ts'
import { oneLetter, takenBack } from './one-letter.ts'

const HEADER = encodeText('{"alg":"HS256"}')
const jws = (payload: string) => `${HEADER}.${encodeText(payload)}.c2ln`

function thereAndBack(before: State): State {
  const change = oneLetter(before)
  if (!change) throw new Error('nothing to change')
  const after = reduce(before, change.action)
  expect(after.text).not.toBe(before.text)
  const back = takenBack(after, before, after)
  if (!back) throw new Error('no way back')
  return reduce(after, back)
}

describe('one letter', () => {
  it.each([
    ['compact', jws('{"iss":"x","sub":"fernando"}')],
    ['with whitespace that was signed', jws('{ "iss" : "x",\r\n\t"sub" : "fernando" }')],
    ['in a header field, over two lines', `Authorization: Bearer ${jws('{"sub":"a"}').replace('.', '.\n  ')}\nNext: line`],
    ['a payload that is not JSON', jws('just text')],
    ['without a string', jws('{"n":1}')],
    ['encrypted', `${encodeText('{"alg":"dir","enc":"A128GCM"}')}..AAAAAAAAAAAAAAAA.Y2lwaGVydGV4dA.AAAAAAAAAAAAAAAAAAAAAA`],
    ['selective disclosure', `${HEADER}.${encodeText('{"_sd":["x"],"sub":"a"}')}.c2ln~WyJhIiwiYiIsImMiXQ~`],
    ['a JSON serialization', `{ "payload": "${encodeText('{"sub":"a"}')}",\n  "protected": "${HEADER}", "signature": "c2ln" }`],
  ])('comes back: %s', (_, text) => {
    const before = pasted(text)
    const after = thereAndBack(before)
    expect(after.text).toBe(text)
    expect(derive(after).edits).toEqual([])
    expect(derive(after).payload).toBe(derive(before).payload)
  })

  it('says which letter of which claim', () => {
    expect(oneLetter(pasted(jws('{"iss":"x","sub":"fernando"}')))).toMatchObject({ from: 'f', to: 'g', claim: 'sub' })
    expect(oneLetter(pasted(jws('{"iss":"Zed"}')))).toMatchObject({ from: 'Z', to: 'A', claim: 'iss' })
  })

  it('keeps an earlier edit, and the key', () => {
    const before = typeOver(
      act(pasted(jws('{"sub":"ada","admin":false}')), { type: 'edit-key', key: 'secret', at: 0 }),
      'payload',
      'false',
      'true',
    )
    const after = thereAndBack(before)
    expect(after.text).toBe(before.text)
    expect(after.key).toBe('secret')
    expect(derive(after).edits.length).toBe(1)
  })

  it('is not put back over text that was typed meanwhile', () => {
    const before = pasted(jws('{"sub":"ada"}'))
    const after = reduce(before, oneLetter(before)!.action)
    const typed = typeOver(after, 'payload', 'bda', 'eve')
    expect(takenBack(typed, before, after)).toBeUndefined()
  })

  it.each(['', 'hello', 'a.b', '..', '{', `${HEADER}..`])('does nothing if there is nothing to change: %j', (text) => {
    expect(oneLetter(pasted(text))).toBeUndefined()
  })

  it('comes back for any payload and any text around the token', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, around) => {
        const before = pasted(`${around.replaceAll(/[\w.{}~-]/g, '')} ${jws(JSON.stringify({ sub: value, v: value }))} `)
        const change = oneLetter(before)
        if (!change) return
        const after = reduce(before, change.action)
        const back = takenBack(after, before, after)
        expect(back && reduce(after, back).text).toBe(before.text)
      }),
    )
  })
})
