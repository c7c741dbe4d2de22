// Checks that the content of a JWE is shown formatted, edited, and encrypted again without the added formatting.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encrypt as encryptTo } from '../../core/crypto/encrypt.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { encrypt } from '../answers/check.ts'
import { act, checkOf, pasted, typedKey } from '../session.fixture.ts'
import { contentOf, shownContent, turnedContent } from './plaintext.ts'
import { initialState, type State } from './state.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (content: Uint8Array) => new TextDecoder().decode(content)
const KEY = JSON.stringify({ kty: 'oct', k: 'AAAAAAAAAAAAAAAAAAAAAA' })

const TYPED = { plaintext: undefined, plaintextBase: undefined, asEncrypted: false }

/** What is encrypted after this was edited to that. */
function sealed(typed: string, was: string | undefined): string {
  return text(contentOf({ ...TYPED, plaintext: typed }, was === undefined ? undefined : bytes(was))!)
}

async function opened(content: string): Promise<State> {
  const made = await encryptTo(bytes(content), await readKey(KEY, { alg: 'dir' }), { alg: 'dir', enc: 'A128GCM' })
  return act(pasted(made.compact!), { type: 'use-key', key: typedKey(KEY) })
}

describe('the content of a JWE', () => {
  it('that wasn’t changed comes out byte for byte', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.uint8Array().map((some) => some),
        ),
        (content) => {
          const was = typeof content === 'string' ? bytes(content) : new Uint8Array(content)
          for (const asEncrypted of [false, true])
            expect(contentOf({ ...TYPED, asEncrypted, plaintext: shownContent(decodeText(was), asEncrypted) }, was)).toEqual(was)
        },
      ),
    )
  })

  it('that was compact is compact again after an edit, and one with whitespace keeps it', () => {
    expect(sealed('{\n  "a": 2\n}', '{"a":1}')).toBe('{"a":2}')
    expect(sealed('{\n  "a": 2,\n  "b": 3\n}', '{ "a" : 1 }\n')).toBe('{ "a" : 2, "b" : 3 }\n')
    expect(sealed('{"a":', '{"a":1}')).toBe('{"a":')
  })

  it('is assumed to have been compact if the decrypted content is unknown and the text is formatted as the page does it', () => {
    expect(sealed('{\n  "a": 2\n}', undefined)).toBe('{"a":2}')
    expect(sealed('{ "a": 2 }', undefined)).toBe('{ "a": 2 }')
  })

  it('is taken exactly while it is shown exactly, and keeps that whitespace once it is formatted again', async () => {
    const was = bytes('{ "a": 1 }')
    let state = act(
      await opened('{ "a": 1 }'),
      { type: 'show-as-encrypted', on: true, plaintext: undefined },
      { type: 'edit-plaintext', typed: '{"a":   2 }', at: 0 },
    )
    expect(text(contentOf(state, was)!)).toBe('{"a":   2 }')
    state = act(state, { type: 'show-as-encrypted', on: false, plaintext: turnedContent(state, was, false) })
    expect(state.plaintext).toBe('{\n  "a": 2\n}')
    state = act(state, { type: 'edit-plaintext', typed: '{\n  "a": 3\n}', at: 9000 })
    expect(text(contentOf(state, was)!)).toBe('{"a":   3 }')
    expect(turnedContent(state, was, true)).toBe('{"a":   3 }')
    // Undone, it is shown the way it was typed.
    const undone = act(state, { type: 'undo' }, { type: 'undo' })
    expect([undone.plaintext, undone.asEncrypted, text(contentOf(undone, was)!)]).toEqual(['{"a":   2 }', true, '{"a":   2 }'])
    expect(turnedContent(act(state, { type: 'undo-edits' }), was, true)).toBeUndefined()
  })

  it('is judged as it is in the box, while the token stays', async () => {
    const state = await opened('{"exp":1}')
    const edited = act(state, { type: 'edit-plaintext', typed: '{"exp":4102444800}', at: 0 })
    expect(edited.text).toBe(state.text)
    const { decryption, facts } = await checkOf(edited)
    expect(decryption).toMatchObject({ state: 'decrypted', plaintext: bytes('{"exp":1}') })
    expect(facts?.claims?.get('exp')).toMatchObject({ value: 4102444800 })
  })

  it('is encrypted again into the token, which undo and undoing all edits revert', async () => {
    const state = await opened('{"a":1}')
    const edited = act(state, { type: 'edit-plaintext', typed: '{"a":2}', at: 0 })
    const made = await encrypt(edited)
    const again = act(edited, { type: 'encrypted', compact: made!.compact! })
    expect(again.plaintext).toBeUndefined()
    expect((await checkOf(again)).decryption).toMatchObject({ state: 'decrypted', plaintext: bytes('{"a":2}') })
    const back = act(again, { type: 'undo' })
    expect([back.text, back.plaintext]).toEqual([state.text, '{"a":2}'])
    expect(act(back, { type: 'undo' }).plaintext).toBeUndefined()
    expect(act(back, { type: 'redo' }).text).toBe(again.text)
    const undone = act(again, { type: 'undo-edits' })
    expect([undone.text, undone.plaintext]).toEqual([state.text, undefined])
  })

  it('is dropped when another token, or another text of this one, comes into the box', async () => {
    const edited = act(await opened('{"a":1}'), { type: 'edit-plaintext', typed: 'x', at: 0 })
    expect(act(edited, { type: 'load', text: 'other' }).plaintext).toBeUndefined()
    expect(act(edited, { type: 'edit-token', text: `${edited.text}A`, at: 0 }).plaintext).toBeUndefined()
    expect(act(edited, { type: 'clear' }).plaintext).toBeUndefined()
  })

  it('is not encrypted if there is no JWE, and overwrites nothing else', async () => {
    expect(await encrypt(pasted('eyJhbGciOiJub25lIn0.e30.'))).toBeUndefined()
    expect(act(initialState, { type: 'encrypted', compact: 'x' })).toBe(initialState)
  })
})
