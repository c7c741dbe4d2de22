// Checks which bytes an edit changes, and that it leaves all others as they were.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { CLAIMS, HEADER, jwe, jws, segment, SIGNATURE } from '../../core/diagnostics/token.fixture.ts'
import { derive } from './derived.ts'
import { act, carried, pasted, typeOver, withPayload } from '../session.fixture.ts'
import { contentBytes, currentInspection, currentJws, isEditable } from './opened-token.ts'
import { shownText } from './part-text.ts'
import { initialState, reduce, type State } from './state.ts'

const A = jws()
const B = jws({ alg: 'ES256' }, { sub: 'other' })
const signatureOf = (state: State) => state.text.slice(state.text.lastIndexOf('.') + 1)

describe('an unedited token', () => {
  test('is its own characters, whatever they are', () => {
    for (const text of [A, ` ${A}\n`, `Bearer ${A}`, 'nonsense', '', jwe({ alg: 'dir', enc: 'A128GCM' }), `${A}=`])
      expect(pasted(text).text).toBe(text)
  })

  test('is shown formatted if it is JSON, and otherwise as it is', () => {
    for (const text of ['{"a":1,"b":[true]}', ' {"a": 1,\r\n\t"b" :[ true]}\n'])
      expect(shownText(withPayload(text), 'payload')).toBe('{\n  "a": 1,\n  "b": [\n    true\n  ]\n}')
    for (const text of ['not JSON', '{"a": 1', ' ', '', '\ufeff{"a": 1}', '{"a": 1\u2028}'])
      expect(shownText(withPayload(text), 'payload')).toBe(text)
  })

  test('shows nothing before anything was pasted', () => {
    expect([shownText(initialState, 'header'), shownText(initialState, 'payload'), initialState.begun]).toEqual(['', '', false])
  })
})

describe('editing one claim', () => {
  test('changes only its bytes', () => {
    const payload =
      '{"z":1.0,"a":1e2,"id":12345678901234567890,"dup":1,"dup":2,"\\u0041":"\\u00e9\\/","name":"Zoë 日本 🔑","admin":false,"tail":[ ]}'.replace(
        '[ ]',
        '[]',
      )
    const state = typeOver(withPayload(payload), 'payload', '"admin": false', '"admin": true')
    expect(carried(state, 'payload')).toBe(payload.replace('"admin":false', '"admin":true'))
  })

  test('leaves the header and the signature as they were', () => {
    const state = typeOver(pasted(A), 'payload', '"b1946ac9"', '"mallory"')
    expect(state.text.split('.')[0]).toBe(A.split('.')[0])
    expect(signatureOf(state)).toBe(SIGNATURE)
    expect(state.text).toBe(jws(undefined, { ...CLAIMS, sub: 'mallory' }))
  })

  test('in the header leaves payload and signature as they were', () => {
    const state = typeOver(pasted(A), 'header', 'HS256', 'none')
    expect(state.text).toBe(jws({ ...HEADER, alg: 'none' }))
  })

  test('in compact JSON adds no formatting to the token, whatever was typed around it', () => {
    const state = typeOver(withPayload('{"a":1}'), 'payload', '"a": 1', '"a"  :\t1 ,\n\n"b":   2')
    expect(carried(state, 'payload')).toBe('{"a":1,"b":2}')
    expect(shownText(state, 'payload')).toBe('{\n  "a"  :\t1 ,\n\n"b":   2\n}')
  })

  test('back to its old value restores exactly the old characters', () => {
    const start = pasted(A)
    const there = typeOver(start, 'payload', '"b1946ac9"', '"x"')
    const back = typeOver(there, 'payload', '"x"', '"b1946ac9"')
    expect(there.text).not.toBe(A)
    expect(back.text).toBe(A)
  })

  test('that changes only the formatting leaves the token alone, including unused bits', () => {
    const [header, payload] = [segment('{"alg":"HS256"}'), segment('{"ab":1}')]
    const spelled = `${payload.slice(0, -1)}${String.fromCharCode(payload.charCodeAt(payload.length - 1) + 1)}`
    const state = pasted(`${header}.${spelled}.AA`)
    const typed = typeOver(state, 'payload', '{\n', '{\n\n\n')
    expect(typed.text).toBe(state.text)
    expect(shownText(typed, 'payload')).toBe('{\n\n\n  "ab": 1\n}')
  })

  test('keeps the text around the token', () => {
    const text = `curl -H 'Authorization: Bearer ${A}' https://api.example`
    const state = typeOver(pasted(text), 'payload', '"b1946ac9"', '"x"')
    expect(state.text).toBe(text.replace(A, jws(undefined, { ...CLAIMS, sub: 'x' })))
  })

  test('changes only the open token', () => {
    const text = `a=${A}\nb=${B}\n`
    const state = typeOver(act(pasted(text), { type: 'open', index: 1 }), 'payload', '"other"', '"x"')
    expect(state.text).toBe(`a=${A}\nb=${jws({ alg: 'ES256' }, { sub: 'x' })}\n`)
    expect(currentInspection(state).index).toBe(1)
  })

  test('stays with its token even if the edit breaks it', () => {
    const text = `a=${A}\nb=${B}\n`
    const broken = reduce(pasted(text), { type: 'edit-part', part: 'header', typed: '{', at: 0 })
    expect(currentInspection(broken)).toMatchObject({ index: 0, token: { wellFormed: false } })
    expect(shownText(broken, 'header')).toBe('{')
    expect(broken.text.endsWith(`b=${B}\n`)).toBe(true)
  })

  test.each(['a', '[', '"alg"', 'HS256', '', '{"alg":', 'ü'])(
    'of the header to %j keeps the payload, the signature and the text around them',
    (typed) => {
      for (const [before, after] of [
        ['', ''],
        ['Authorization: Bearer ', '\nHost: x'],
        [`a=${B}\nb=`, `\nc=${B}x`],
        ['"', '"'],
      ]) {
        const state = reduce(act(pasted(before + A + after), ...(before!.includes('a=') ? [{ type: 'open', index: 1 } as const] : [])), {
          type: 'edit-part',
          part: 'header',
          typed,
          at: 0,
        })
        expect(shownText(state, 'header')).toBe(typed)
        expect(carried(state, 'payload')).toBe(JSON.stringify(CLAIMS))
        expect(state.text).toBe(`${before}${segment(typed)}${A.slice(A.indexOf('.'))}${after}`)
        const back = reduce(state, { type: 'edit-part', part: 'header', typed: JSON.stringify(HEADER), at: 5000 })
        expect(back.text).toBe(before + A + after)
        expect(reduce(back, { type: 'undo' }).text).toBe(state.text)
        expect(carried(reduce(back, { type: 'undo' }), 'payload')).toBe(JSON.stringify(CLAIMS))
      }
    },
  )

  test('puts the new segment where the old one began in a token with line breaks', () => {
    const [header, payload, signature] = A.split('.') as [string, string, string]
    const text = `${header}.\n  ${payload.slice(0, 20)}\n  ${payload.slice(20)}.\n  ${signature}`
    const state = typeOver(pasted(text), 'payload', '"b1946ac9"', '"x"')
    expect(currentInspection(state).token!.compact).toBe(jws(undefined, { ...CLAIMS, sub: 'x' }))
    expect(state.text.startsWith(`${header}.\n  `)).toBe(true)
  })

  test('of any member of any compact object changes only that member', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 6 })
    const object = fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 5 })
    fc.assert(
      fc.property(object, fc.nat(), fc.jsonValue({ maxDepth: 1 }), (claims, seed, value) => {
        const state = withPayload(JSON.stringify(claims))
        const names = Object.keys(claims)
        const edited = names[seed % names.length]!
        // Uses a Map, since a plain object would reorder names that look like numbers, and lose "__proto__".
        const members = names.map((each) => `${JSON.stringify(each)}:${JSON.stringify(each === edited ? value : claims[each])}`)
        const typed = JSON.stringify(JSON.parse(`{${members.join(',')}}`), null, 2)
        const next = reduce(state, { type: 'edit-part', part: 'payload', typed, at: 0 })
        expect(carried(next, 'payload')).toBe(JSON.stringify(JSON.parse(typed)))
        expect(signatureOf(next)).toBe(SIGNATURE)
      }),
      cases(50),
    )
  })
})

describe('JSON that is invalid while it is typed', () => {
  test('is encoded as typed, and everything else still works', () => {
    const state = typeOver(pasted(A), 'payload', '"b1946ac9"', '"b1946')
    expect(carried(state, 'payload')).toBe(shownText(state, 'payload'))
    expect(currentInspection(state).token).toMatchObject({ wellFormed: true, header: { alg: 'HS256' } })
    expect(signatureOf(state)).toBe(SIGNATURE)
  })

  test('becomes the compact token again with the keystroke that repairs it', () => {
    const broken = typeOver(pasted(A), 'payload', '"b1946ac9"', '"b1946')
    const mended = typeOver(broken, 'payload', '"b1946', '"b1946ac9"')
    expect(mended.text).toBe(A)
  })

  test('typed character by character is never lost and never rewritten', () => {
    let state = withPayload('{"a":1}')
    const typed = '{"sub":"é","n":1.0e+2,"admin":true}'
    for (let length = 0; length <= typed.length; length++) {
      state = reduce(state, { type: 'edit-part', part: 'payload', typed: typed.slice(0, length), at: length })
      expect(shownText(state, 'payload')).toBe(typed.slice(0, length))
      expect(carried(state, 'payload')).toBe(typed.slice(0, length))
    }
  })

  test('an emptied payload is an empty segment, and can be filled again', () => {
    const empty = reduce(pasted(A), { type: 'edit-part', part: 'payload', typed: '', at: 0 })
    expect(empty.text).toBe(`${segment(HEADER)}..${SIGNATURE}`)
    const filled = reduce(empty, { type: 'edit-part', part: 'payload', typed: '{}', at: 1 })
    expect(filled.text).toBe(`${segment(HEADER)}.${segment('{}')}.${SIGNATURE}`)
  })

  test('an emptied header can be filled again, with the token it belongs to', () => {
    const empty = reduce(pasted(A), { type: 'edit-part', part: 'header', typed: '', at: 0 })
    expect(shownText(empty, 'header')).toBe('')
    const filled = reduce(empty, { type: 'edit-part', part: 'header', typed: '{"alg":"HS256","typ":"JWT"}', at: 1 })
    expect(filled.text).toBe(A)
  })
})

describe('parts that cannot be edited without loss', () => {
  test('bytes that aren’t text', () => {
    const state = pasted(jws(undefined, Uint8Array.of(255, 254, 0)))
    expect(isEditable(currentInspection(state).token, 'payload')).toBe(false)
    expect(reduce(state, { type: 'edit-part', part: 'payload', typed: 'x', at: 0 })).toBe(state)
  })

  test('the payload of a JWE', () => {
    const state = pasted(jwe({ alg: 'dir', enc: 'A128GCM' }))
    expect(reduce(state, { type: 'edit-part', part: 'payload', typed: '{}', at: 0 })).toBe(state)
  })
})

describe('with nothing pasted', () => {
  test('a typed payload begins a token, and so does a typed header', () => {
    const begun = reduce(initialState, { type: 'edit-part', part: 'payload', typed: '{"a":1}', at: 0 })
    expect(begun.text).toBe(`.${segment('{"a":1}')}.`)
    const both = reduce(begun, { type: 'edit-part', part: 'header', typed: '{"alg":"HS256"}', at: 1 })
    expect(both.text).toBe(`${segment('{"alg":"HS256"}')}.${segment('{"a":1}')}.`)
  })
})

describe('undo edits', () => {
  test('restores exactly the pasted characters', () => {
    const text = `  "${A.slice(0, 60)}\n${A.slice(60)}",  `
    let state = pasted(text)
    state = typeOver(state, 'payload', '"b1946ac9"', '"x"')
    state = typeOver(state, 'header', 'JWT', 'at+jwt')
    state = act(state, { type: 'edit-token', text: `${state.text}AA`, at: 99 }, { type: 'undo-edits' })
    expect(state.text).toBe(text)
    expect(derive(state).edits).toEqual([])
    expect(shownText(state, 'payload')).toContain('b1946ac9')
  })

  test('is itself a step that can be undone', () => {
    const edited = typeOver(pasted(A), 'payload', '"b1946ac9"', '"x"')
    expect(act(edited, { type: 'undo-edits' }, { type: 'undo' }).text).toBe(edited.text)
  })

  test('keeps the key', () => {
    const state = act(pasted(A), { type: 'edit-key', key: 'secret', at: 0 })
    expect(act(typeOver(state, 'payload', '"b1946ac9"', '"x"'), { type: 'undo-edits' }).key).toBe('secret')
  })
})

describe('sign again', () => {
  test('puts the new signature in the place of the old one and keeps the rest', () => {
    const text = `Bearer ${A}`
    const edited = typeOver(pasted(text), 'payload', '"b1946ac9"', '"x"')
    const signed = reduce(edited, { type: 'sign', signature: Uint8Array.of(1, 2, 3) })
    expect(signed.text).toBe(edited.text.replace(SIGNATURE, 'AQID'))
  })

  test('fills an empty signature', () => {
    const unsigned = A.slice(0, A.lastIndexOf('.') + 1)
    expect(reduce(pasted(unsigned), { type: 'sign', signature: Uint8Array.of(1, 2, 3) }).text).toBe(`${unsigned}AQID`)
    expect(reduce(pasted(`"${unsigned}"`), { type: 'sign', signature: Uint8Array.of(1, 2, 3) }).text).toBe(`"${unsigned}AQID"`)
  })

  test('keeps the disclosures of an SD-JWT', () => {
    const text = `${A}~${segment(['s', 'a', 1])}~`
    expect(reduce(pasted(text), { type: 'sign', signature: Uint8Array.of(1, 2, 3) }).text).toBe(text.replace(SIGNATURE, 'AQID'))
  })

  test('keeps the text of a flattened JSON serialization', () => {
    const text = JSON.stringify({ payload: segment(CLAIMS), protected: segment(HEADER), signature: SIGNATURE }, null, 2)
    expect(reduce(pasted(text), { type: 'sign', signature: Uint8Array.of(1, 2, 3) }).text).toBe(text.replace(SIGNATURE, 'AQID'))
  })

  test('does nothing if there is no signature to replace', () => {
    for (const text of ['', 'a.b', jwe({ alg: 'dir', enc: 'A128GCM' })]) {
      const state = pasted(text)
      expect(reduce(state, { type: 'sign', signature: Uint8Array.of(1) })).toBe(state)
    }
  })
})

describe('one history over all boxes', () => {
  test('goes back through token, header, payload and key in the order of typing', () => {
    const start = pasted(A)
    const one = typeOver(start, 'payload', '"b1946ac9"', '"x"')
    const two = act(one, { type: 'edit-key', key: 'secret', at: 500_000 })
    const three = typeOver(two, 'header', 'JWT', 'at+jwt')
    const four = act(three, { type: 'edit-token', text: `${three.text.slice(0, -1)}A`, at: 900_000 })
    let state = four
    for (const expected of [three, two, one, start]) {
      state = reduce(state, { type: 'undo' })
      expect([state.text, state.key]).toEqual([expected.text, expected.key])
    }
    for (const expected of [one, two, three, four]) {
      state = reduce(state, { type: 'redo' })
      expect([state.text, state.key]).toEqual([expected.text, expected.key])
    }
  })

  test('treats quick typing in one box as one step', () => {
    let state = pasted(A)
    for (const [i, key] of ['s', 'se', 'sec'].entries()) state = reduce(state, { type: 'edit-key', key, at: 1000 + i * 100 })
    expect(reduce(state, { type: 'undo' }).key).toBe('')
    state = reduce(state, { type: 'edit-key', key: 'secr', at: 5000 })
    expect(reduce(state, { type: 'undo' }).key).toBe('sec')
  })

  test('treats typing in two boxes as two steps, however quick', () => {
    let state = act(pasted(A), { type: 'edit-key', key: 's', at: 1000 })
    state = act(state, { type: 'edit-part', part: 'payload', typed: '{}', at: 1001 })
    expect(reduce(state, { type: 'undo' })).toMatchObject({ text: A, key: 's' })
  })

  test('forgets the undone changes once something else is typed', () => {
    const state = act(
      pasted(A),
      { type: 'edit-key', key: 'one', at: 0 },
      { type: 'undo' },
      { type: 'edit-key', key: 'two', at: 5000 },
      { type: 'redo' },
    )
    expect(state.key).toBe('two')
  })

  test('does nothing at its ends', () => {
    expect(act(initialState, { type: 'undo' }).text).toBe('')
    expect(act(pasted(A), { type: 'redo' }).text).toBe(A)
  })

  test('brings back what was pasted over', () => {
    const state = act(pasted(A), { type: 'load', text: B }, { type: 'undo' })
    expect(state.text).toBe(A)
    expect(derive(state).edits).toEqual([])
  })
})

describe('a text without a token', () => {
  const prose = 'hello, this is not a token at all'
  test('leaves the empty page as it is, with the text in its box', () => {
    const typed = reduce(initialState, { type: 'edit-token', text: prose, at: 0 })
    for (const state of [pasted(prose), typed]) expect(state).toMatchObject({ text: prose, begun: false })
    expect(reduce(pasted(prose), { type: 'undo' })).toMatchObject({ text: '', begun: false })
  })

  test('stays on the desk if there was a token before', () => {
    expect(pasted(A).begun).toBe(true)
    expect(act(pasted(A), { type: 'load', text: prose }).begun).toBe(true)
    expect(act(pasted(A), { type: 'edit-token', text: prose, at: 0 }).begun).toBe(true)
    expect(act(pasted(A), { type: 'clear' }, { type: 'load', text: prose }).begun).toBe(false)
  })

  test('begins the desk once a token is typed into it, or a key is given', () => {
    expect(act(pasted(prose), { type: 'edit-token', text: `${prose} ${A}`, at: 0 }).begun).toBe(true)
    expect(act(pasted(prose), { type: 'use-key', key: { text: 'secret', origin: { from: 'file' } } }).begun).toBe(true)
  })
})

describe('clear', () => {
  test('empties every box', () => {
    const state = act(pasted(A), { type: 'edit-key', key: 'secret', at: 0 }, { type: 'clear' })
    expect(state).toMatchObject({ text: '', key: '', begun: false, drafts: {} })
  })

  test('can be undone, except that the key is forgotten for good', () => {
    const before = act(
      pasted(A),
      { type: 'edit-key', key: 'earlier secret', at: 0 },
      { type: 'use-key', key: { text: 'secret', origin: { from: 'keyring' } } },
    )
    let undone = act(before, { type: 'clear' }, { type: 'undo' })
    expect(undone).toMatchObject({ text: A, key: '', keyOrigin: { from: 'typed' }, begun: true })
    for (let i = 0; i < 5; i++) undone = reduce(undone, { type: 'undo' })
    expect(undone.key).toBe('')
    for (let i = 0; i < 5; i++) undone = reduce(undone, { type: 'redo' })
    expect(undone).toMatchObject({ text: '', key: '' })
    expect(JSON.stringify(undone.history)).not.toContain('secret"')
  })
})

describe('what edits are compared with', () => {
  test('a typed token counts as pasted only once it is complete', () => {
    let state = initialState
    for (let length = 1; length <= A.length; length++) state = reduce(state, { type: 'edit-token', text: A.slice(0, length), at: length })
    expect(state.text).toBe(A)
    // The signature comes last, and the token is already complete with a shorter one.
    expect(derive(state).edits.filter((edit) => edit.part !== 'signature')).toEqual([])
    expect(currentInspection(state).token!.wellFormed).toBe(true)
  })

  test('another token that replaces all of the box starts over', () => {
    const state = act(typeOver(pasted(A), 'payload', '"b1946ac9"', '"x"'), { type: 'load', text: B })
    expect(derive(state).edits).toEqual([])
    expect(act(state, { type: 'undo-edits' }).text).toBe(B)
  })

  test('opening another token of the paste is not an edit', () => {
    const state = act(pasted(`a=${A} b=${B}`), { type: 'open', index: 1 })
    expect(currentInspection(state).token!.compact).toBe(B)
    expect(derive(state).edits).toEqual([])
  })

  test('the key stays when another token is pasted', () => {
    expect(act(pasted(A), { type: 'edit-key', key: 'secret', at: 0 }, { type: 'load', text: B }).key).toBe('secret')
  })
})

describe('typing in the key box', () => {
  test('never changes the token, and a secret is kept to its last space', () => {
    const state = act(pasted(A), { type: 'edit-key', key: ' secret\n', at: 0 })
    expect(state.text).toBe(A)
    expect(state.key).toBe(' secret\n')
    expect(derive(state).edits).toEqual([])
  })

  test('nor does its encoding', () => {
    expect(reduce(pasted(A), { type: 'choose-encoding', secretEncoding: 'hex' })).toMatchObject({ text: A, secretEncoding: 'hex' })
  })
})

describe('the content of a detached payload', () => {
  const [header, payload] = A.split('.') as [string, string]
  const detached = `${header}..${SIGNATURE}`
  const give = (content: string) => ({ type: 'edit-content', content, at: 0 }) as const
  const input = (state: State) => new TextDecoder().decode(currentJws(state)!.signatures[0].signingInput())

  test('is signed byte for byte, and isn’t part of the token', () => {
    const state = act(pasted(detached), give('\ufeffa\r\n'))
    expect(input(state)).toBe(`${header}.${segment('\ufeffa\r\n')}`)
    expect(state.text).toBe(detached)
  })

  test('does not count for a token that contains its payload', () => {
    const state = act(pasted(detached), give('one'), { type: 'edit-token', text: A, at: 9000 })
    expect(input(state)).toBe(`${header}.${payload}`)
  })

  test('is kept for another detached payload, and is gone with a token that has none', () => {
    const state = act(pasted(detached), give('one'), { type: 'load', text: `${header}..AAAA` })
    expect(state.content).toBe('one')
    expect(act(state, { type: 'load', text: A }).content).toBe('')
    expect(act(state, { type: 'clear' }).content).toBe('')
  })

  test('is undone and redone with everything else', () => {
    const state = act(pasted(detached), give('one'), { type: 'clear' })
    const undone = act(state, { type: 'undo' })
    expect([undone.content, undone.text]).toEqual(['one', detached])
    expect(act(undone, { type: 'undo' }).content).toBe('')
    expect(act(undone, { type: 'undo' }, { type: 'redo' }).content).toBe('one')
  })

  test('can be any bytes, given in base64, and is undefined for other text', () => {
    const bytes = Uint8Array.of(0, 0xff, 0xfe)
    const give64 = (content: string) => ({ type: 'edit-content', content, contentEncoding: 'base64', at: 0 }) as const
    expect(contentBytes(act(pasted(detached), give64('AP/+\n')))).toEqual(bytes)
    expect(contentBytes(act(pasted(detached), give64('AP_-')))).toEqual(bytes)
    for (const content of ['AP/+A', 'AP/+!', 'é']) expect(contentBytes(act(pasted(detached), give64(content)))).toBeUndefined()
    expect(act(pasted(detached), give64('AP/+'), { type: 'undo' })).toMatchObject({ content: '', contentEncoding: 'utf8' })
  })

  test('is changed by a repair of the payload', () => {
    const fixed = act(pasted(detached), give('one'), {
      type: 'repair',
      repairs: [{ do: 'set-segment', part: 'payload', segment: segment('one\n') }],
    })
    expect([fixed.content, fixed.text]).toEqual(['one\n', detached])
    const raw = `${segment({ alg: 'HS256', b64: false, crit: ['b64'] })}..${SIGNATURE}`
    expect(act(pasted(raw), { type: 'repair', repairs: [{ do: 'set-segment', part: 'payload', segment: 'a.b' }] }).content).toBe('a.b')
  })
})
