// The one state of the page and how it changes: pure, and all that is not typed is derived from it.
import type { Repair } from '../../core/causes/cause/cause.ts'
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { encodeBase64url, encodeText } from '../../core/text/base64url.ts'
import { isJson } from '../../core/text/json.ts'
import { endOfString } from '../../core/text/scan-json.ts'
import { spliced } from '../../core/text/span.ts'
import { textSpans } from '../../core/paste/found-token.ts'
import type { TokenKeyParameter } from '../../core/keys/sources/token-keys.ts'
import { readTextSegment } from '../../core/token/segment.ts'
import { isWorthReading } from '../../core/token/likeness.ts'
import type { Token } from '../../core/token/token.ts'
import {
  emptyHistory,
  redoChange,
  remember,
  stoodBeside,
  undoChange,
  withoutKey,
  withoutKeys,
  type Around,
  type ContentEncoding,
  type History,
  type KeyOrigin,
  type Layer,
  type TokenOrigin,
  type Typed,
  type Undoable,
} from '../text/history.ts'
import { compactJson, carryOffsets, shownJson } from '../text/json-layout.ts'
import { currentInspection, inspectPaste, isDetached, isEditable, partOf, type JsonPart } from './opened-token.ts'
import { baseAfterRepair, baseOf, isRefused, isRefusedText, writtenText, type ShownParts } from './part-text.ts'

/** A key that the token names itself, tried in place of the one in the box: see `chosenKey`. */
interface TriedKey {
  readonly parameter: TokenKeyParameter
  /** What the token names: the key, or where it is. */
  readonly named: string
  readonly text: string
  /** What stood in the key box meanwhile. */
  readonly key: string
}

/** A key that came whole: out of a file, from the keyring, fetched, with a link or a sample. */
export interface GivenKey {
  readonly text: string
  readonly origin: KeyOrigin
  /** How a secret's text stands for its bytes; left as it is where absent. */
  readonly secretEncoding?: SecretEncoding | undefined
}

/** `text` is everything in the box "Encoded token"; edits are measured against `pasted` and undone to it. */
export interface State extends Undoable, ShownParts {
  /** Something worth reading was put on the page, or a key; false again after Clear. What is then typed over it doesn't end it. */
  readonly begun: boolean
  readonly secretEncoding: SecretEncoding
  /** The key text for which an encoding was chosen by hand: it is then a secret, even if it looks like a key. */
  readonly secretText: string | undefined
  /** Opens the key in the box; forgotten with it, and no part of the history. */
  readonly passphrase: string
  readonly tried: TriedKey | undefined
  readonly history: History
}

export type Action =
  /** A whole new text came in: a paste over everything, a sample, a link, a file. */
  | {
      readonly type: 'load'
      readonly text: string
      readonly index?: number
      readonly key?: GivenKey
      /** The reader's hand or clipboard where absent. */
      readonly origin?: TokenOrigin
    }
  /**
   * The token that is the content of this one is opened: without this one's key, which belongs to another issuer or is a secret of its own,
   * but with a key set, which may hold the keys of both.
   */
  | { readonly type: 'open-inside'; readonly text: string; readonly around: Around; readonly keepsKeys: boolean }
  /** Back to a token around this one, counted from the outermost, with its key. */
  | { readonly type: 'back-to'; readonly layer: number }
  /** The text is put right as a whole, and counts as what was pasted. */
  | { readonly type: 'mend'; readonly text: string }
  /** The token box was typed into. `at` in milliseconds: keystrokes in quick succession are one step of the history. */
  | { readonly type: 'edit-token'; readonly text: string; readonly at: number }
  | { readonly type: 'edit-part'; readonly part: JsonPart; readonly typed: string; readonly at: number }
  /** A mechanical repair: a stretch of the part's decoded text (UTF-16 offsets) is replaced; every other byte of the token stays. */
  | { readonly type: 'replace-in-part'; readonly part: JsonPart; readonly from: number; readonly to: number; readonly insert: string }
  | { readonly type: 'edit-key'; readonly key: string; readonly at: number }
  /** The content of a detached payload was typed or came out of a file. */
  | { readonly type: 'edit-content'; readonly content: string; readonly contentEncoding?: ContentEncoding; readonly at: number }
  /** The content of a decrypted JWE was typed over: the token stays as it is until it is encrypted again. */
  | { readonly type: 'edit-plaintext'; readonly typed: string; readonly at: number }
  /** Header and payload are shown and taken exactly, with the whitespace that they were signed with, or laid out again. */
  | { readonly type: 'show-as-signed'; readonly on: boolean }
  /** The same for the content of a JWE. `plaintext`: what was typed over it, as it is shown then. */
  | { readonly type: 'show-as-encrypted'; readonly on: boolean; readonly plaintext: string | undefined }
  /** The content was encrypted again: this is the JWE, in the serialization that it had. */
  | { readonly type: 'encrypted'; readonly compact: string }
  /** The open token was written again, with other signatures, recipients or disclosures, or in another serialization. The paste stays. */
  | { readonly type: 'rewrite'; readonly token: string }
  | { readonly type: 'choose-encoding'; readonly secretEncoding: SecretEncoding }
  | { readonly type: 'use-key'; readonly key: GivenKey }
  /** The text in the token box is a key: it moves to the key box, and the previous token comes back. */
  | { readonly type: 'use-as-key' }
  /** The text in the token box is a Claims Set: it becomes a token, not signed yet. */
  | { readonly type: 'make-token' }
  | { readonly type: 'give-passphrase'; readonly passphrase: string }
  /** A key that the token names itself is tried; the one in the box stays where it is. */
  | { readonly type: 'try-token-key'; readonly parameter: TokenKeyParameter; readonly named: string; readonly text: string }
  /** Back to the key in the box. */
  | { readonly type: 'use-own-key' }
  /** The reader compared the key in the box with the one that they expected: it counts as theirs. */
  | { readonly type: 'compared-key' }
  /** Another token of the text is opened. */
  | { readonly type: 'open'; readonly index: number }
  /** A signature was made over what the token now says. */
  | { readonly type: 'sign'; readonly signature: Uint8Array }
  /** Something that was found to be wrong is put right, in one step. */
  | { readonly type: 'repair'; readonly repairs: readonly Repair[] }
  | { readonly type: 'undo-edits' }
  | { readonly type: 'clear' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }

const TYPED: KeyOrigin = { from: 'typed' }

/** The boxes of the parts show what the token holds, and nothing else was typed into them. */
const NOTHING_TYPED = { drafts: {}, plaintext: undefined, plaintextBase: undefined } as const

/** Another token is opened: it is shown laid out. */
const LAID_OUT = { ...NOTHING_TYPED, asSigned: false, asEncrypted: false } as const

export const initialState: State = {
  begun: false,
  text: '',
  index: undefined,
  pasted: { text: '', index: undefined },
  origin: 'typed',
  outer: [],
  drafts: {},
  asSigned: false,
  asEncrypted: false,
  key: '',
  keyOrigin: TYPED,
  secretEncoding: 'utf8',
  secretText: undefined,
  content: '',
  contentEncoding: 'utf8',
  plaintext: undefined,
  plaintextBase: undefined,
  passphrase: '',
  tried: undefined,
  history: emptyHistory,
}

/** The next state. Total: an action that does not fit leaves the state as it is. */
export function reduce(state: State, action: Action): State {
  const next = applied(state, action)
  // A passphrase belongs to the one key that it opens.
  return next.key === state.key || next.passphrase === '' ? next : { ...next, passphrase: '' }
}

function applied(state: State, action: Action): State {
  switch (action.type) {
    case 'load': {
      const pasted = { text: action.text, index: action.index }
      const fresh = {
        pasted,
        origin: action.origin ?? 'typed',
        outer: initialState.outer,
        tried: undefined,
        ...LAID_OUT,
      } as const
      const key = action.key ?? keyInText(state, action)
      const next: State = { ...(key ? withKey(state, key) : state), ...pasted, ...fresh }
      return after(state, isDetached(next) ? next : { ...next, content: '', contentEncoding: 'utf8' })
    }
    case 'open-inside': {
      const pasted = { text: action.text, index: undefined }
      const { key, keyOrigin, secretEncoding, history } = state
      const keys = action.keepsKeys ? { key, keyOrigin, secretEncoding } : {}
      const outer = [...state.outer, { ...layerOf(state), around: action.around }]
      return after(state, { ...initialState, ...keys, ...pasted, pasted, origin: 'token', outer, history })
    }
    case 'back-to': {
      const layer = state.outer[action.layer]
      if (!layer) return state
      return after(state, {
        ...state,
        ...layer,
        outer: state.outer.slice(0, action.layer),
        drafts: {},
        asSigned: false,
        passphrase: '',
        tried: undefined,
      })
    }
    case 'mend': {
      const pasted = { text: action.text, index: undefined }
      return after(state, { ...state, ...pasted, pasted, tried: undefined, ...LAID_OUT })
    }
    case 'edit-token': {
      if (action.text === state.text) return state
      // Until a token is whole there is nothing that an edit could be measured against.
      const whole = inspectPaste(state.pasted).token?.wellFormed === true
      const pasted = whole ? state.pasted : { text: action.text, index: undefined }
      // A text may come in several strokes, before the editor is there.
      const key = whole ? undefined : keyInText(state, { text: action.text })
      const origin = whole ? state.origin : 'typed'
      return after(
        state,
        {
          ...(key ? withKey(state, key) : state),
          text: action.text,
          index: whole ? state.index : undefined,
          pasted,
          origin,
          ...NOTHING_TYPED,
        },
        { box: 'token', at: action.at },
      )
    }
    case 'edit-part':
      return editPart(state, action.part, action.typed, action.at)
    case 'replace-in-part':
      return replaceInPart(state, action)
    case 'edit-key':
      if (action.key === state.key) return state
      return after(state, withKey(state, { text: action.key, origin: TYPED }), { box: 'key', at: action.at })
    case 'edit-content': {
      const { content, contentEncoding = state.contentEncoding } = action
      if (content === state.content && contentEncoding === state.contentEncoding) return state
      return after(state, { ...state, content, contentEncoding }, { box: 'content', at: action.at })
    }
    case 'edit-plaintext':
      if (action.typed === state.plaintext) return state
      return after(state, { ...state, plaintext: action.typed }, { box: 'plaintext', at: action.at })
    case 'show-as-signed':
      // Refused text exists only in its box.
      return { ...state, asSigned: action.on, drafts: isRefused(state) ? state.drafts : {} }
    case 'show-as-encrypted': {
      const { on, plaintext } = action
      const isExact = state.asEncrypted && state.plaintext !== undefined && isJson(state.plaintext)
      const plaintextBase = isExact ? state.plaintext : state.plaintextBase
      return after(state, { ...state, asEncrypted: on, plaintext, plaintextBase })
    }
    case 'encrypted': {
      const inspection = currentInspection(state)
      if (inspection.token?.object?.kind !== 'jwe') return state
      const text = spliced(state.text, inspection.token.span, action.compact)
      return after(state, { ...state, text, index: state.index ?? inspection.index, ...NOTHING_TYPED })
    }
    case 'rewrite': {
      const { token, index } = currentInspection(state)
      if (!token) return state
      // A JSON serialization is one only by itself.
      const isWhole =
        action.token.startsWith('{') && token.wrapper !== 'json-serialization' && spliced(state.text, token.span, '').trim() !== ''
      const text = isWhole ? action.token : spliced(state.text, token.span, action.token)
      return after(state, { ...state, text, index: isWhole ? undefined : (state.index ?? index) })
    }
    case 'choose-encoding':
      return after(state, { ...state, secretEncoding: action.secretEncoding, secretText: state.key })
    case 'use-key':
      return after(state, withKey(state, action.key))
    case 'use-as-key': {
      const before = undoChange(state.history, state)
      const { text, index, pasted, origin, outer, content, contentEncoding } = before ?? initialState
      const token = { text, index, pasted, origin, outer, content, contentEncoding }
      return after(state, {
        ...withKey(state, { text: state.text, origin: { from: state.origin === 'file' ? 'file' : 'typed' } }),
        ...token,
        ...NOTHING_TYPED,
      })
    }
    case 'make-token': {
      const text = `${encodeText('{"alg":"HS256","typ":"JWT"}')}.${encodeText(compactJson(state.text))}.`
      return after(state, { ...state, text, index: undefined, pasted: { text, index: undefined }, origin: 'typed', ...LAID_OUT })
    }
    case 'give-passphrase':
      return { ...state, passphrase: action.passphrase }
    case 'try-token-key': {
      const { parameter, named, text } = action
      return { ...state, tried: { parameter, named, text, key: state.key } }
    }
    case 'use-own-key':
      return state.tried ? { ...state, tried: undefined } : state
    case 'compared-key': {
      const { keyOrigin } = state
      if (keyOrigin.from === 'fetched' || keyOrigin.from === 'keyring') return state
      return after(state, { ...state, keyOrigin: { ...keyOrigin, compared: true } })
    }
    case 'open':
      return {
        ...state,
        index: action.index,
        pasted: { ...state.pasted, index: action.index },
        tried: undefined,
        ...LAID_OUT,
      }
    case 'sign': {
      const token = currentInspection(state).token
      const signature = token?.object?.kind === 'jws' ? token.object.signatures[0].signature : undefined
      if (!token || !signature) return state
      const text = replaceSegment(state.text, token, signature.at, signature.text.length, encodeBase64url(action.signature))
      return after(state, { ...state, text })
    }
    case 'repair':
      return after(state, action.repairs.reduce(repaired, state))
    case 'undo-edits':
      return after(state, { ...state, ...state.pasted, ...NOTHING_TYPED })
    case 'clear': {
      const keyless = { ...state, key: '', keyOrigin: TYPED, outer: state.outer.map(withoutKey) }
      return { ...initialState, history: remember(withoutKeys(state.history), keyless, initialState, undefined) }
    }
    case 'undo':
      return backTo(state, undoChange(state.history, state))
    case 'redo':
      return backTo(state, redoChange(state.history, state))
  }
}

/** What was typed over the content of a JWE comes back the way it was shown; for all else the switch stays as it is. */
function backTo(state: State, change: ReturnType<typeof undoChange>): State {
  const asEncrypted = change?.plaintext === undefined ? state.asEncrypted : change.asEncrypted
  const next = { ...state, ...change, asEncrypted, drafts: {} }
  return { ...next, begun: isBegun(next) }
}

function layerOf(state: State): Omit<Layer, 'around'> {
  const { text, index, pasted, origin, plaintext, plaintextBase, asEncrypted } = state
  const { key, keyOrigin, secretEncoding, secretText, content, contentEncoding } = state
  const token = { text, index, pasted, origin, plaintext, plaintextBase, asEncrypted }
  return { ...token, key, keyOrigin, secretEncoding, secretText, content, contentEncoding }
}

/** The key in the same text as the token, if the key box is empty or contains a key found that way. */
function keyInText(
  { key, keyOrigin }: State,
  { text, index, origin }: Pick<Extract<Action, { type: 'load' }>, 'text' | 'index' | 'origin'>,
): GivenKey | undefined {
  if (key !== '' && !stoodBeside(keyOrigin)) return undefined
  if (origin !== undefined && origin !== 'typed' && origin !== 'file') return undefined
  const { key: span } = inspectPaste({ text, index })
  return span && { text: text.slice(span.from, span.to), origin: { from: origin ?? 'typed', beside: true } }
}

function withKey(state: State, { text, origin, secretEncoding = state.secretEncoding }: GivenKey): State {
  return { ...state, key: text, keyOrigin: origin, secretEncoding, tried: undefined }
}

/** The origin of a key after a repair: a changed key isn't the fetched one, or the one that the reader compared. */
function repairedOrigin({ keyOrigin }: State): KeyOrigin {
  return keyOrigin.from === 'fetched' ? TYPED : { from: keyOrigin.from }
}

function repaired(state: State, repair: Repair): State {
  if (repair.do === 'set-key') return withKey(state, { ...repair, text: repair.key, origin: repairedOrigin(state) })
  const inspection = currentInspection(state)
  const { token } = inspection
  const jws = token?.object?.kind === 'jws' ? token.object : undefined
  if (repair.part === 'payload' && token && jws?.detached) {
    const raw = token.header.unencodedPayload
    return { ...state, content: raw ? repair.segment : readTextSegment(repair.segment, 0).decoded.text, contentEncoding: 'utf8' }
  }
  const segment = repair.part === 'signature' ? jws?.signatures[0].signature : partOf(token, repair.part)
  if (!token || !segment || segment.text === repair.segment) return state
  const text = replaceSegment(state.text, token, segment.at, segment.text.length, repair.segment)
  return { ...state, text, index: state.index ?? inspection.index, drafts: {} }
}

function after(state: State, next: State, typed?: Typed): State {
  return { ...next, begun: isBegun(next), history: remember(state.history, state, next, typed) }
}

/** Prose on the empty page begins nothing: the page would be taken up by what it decodes to. */
function isBegun(state: State): boolean {
  if (state.begun || state.key !== '') return true
  const { text, found, token } = currentInspection(state)
  return isWorthReading(text, found.length, token)
}

function editPart(state: State, part: JsonPart, typed: string, at: number): State {
  const token = currentInspection(state).token
  if (!token || !isEditable(token, part)) return token ? state : startToken(state, part, typed, at)
  const segment = partOf(token, part)!
  const base = baseOf(state, part)
  const content = writtenText(base, typed)
  // What cannot be written is shown, and stays out of the token.
  const refused = isRefusedText(token, part, content)
  const written = refused ? segment.text : encoded(token, part, content)
  const drafts = { ...state.drafts, [part]: { typed, segment: written, base } }
  if (refused) return { ...state, drafts }
  const text = written === segment.text ? state.text : replaceSegment(state.text, token, segment.at, segment.text.length, written)
  if (text === state.text) return { ...state, drafts }
  // Once a token is edited, the one that is opened stays the same one, whatever the edit makes of it.
  const index = state.index ?? currentInspection(state).index
  return after(state, { ...state, text, index, drafts }, { box: part, at })
}

function replaceInPart(state: State, { part, from, to, insert }: Extract<Action, { type: 'replace-in-part' }>): State {
  const inspection = currentInspection(state)
  const { token } = inspection
  const segment = partOf(token, part)
  if (!token || !segment || !isEditable(token, part) || from > to || to > segment.decoded.text.length) return state
  const { text: decoded } = segment.decoded
  const content = spliced(decoded, { from, to }, insert)
  const written = encoded(token, part, content)
  if (written === segment.text || isRefusedText(token, part, content)) return state
  const { [part]: draft, ...others } = state.drafts
  const typed = draft?.segment === segment.text && draft.typed !== shownJson(segment.decoded) ? draft.typed : undefined
  const drafts =
    typed === undefined
      ? others
      : {
          ...others,
          [part]: { typed: replaceTyped(decoded, typed, from, to, insert), segment: written, base: baseAfterRepair(draft!.base, content) },
        }
  const text = replaceSegment(state.text, token, segment.at, segment.text.length, written)
  return after(state, { ...state, text, index: state.index ?? inspection.index, drafts })
}

/** The same replacement in the typed text, which differs from the decoded text only in whitespace and keeps its layout. */
function replaceTyped(decoded: string, typed: string, from: number, to: number, insert: string): string {
  const carry = carryOffsets(decoded, typed)
  const start = from < to || from === 0 ? carry(from) : carry(from - 1) + 1
  const end = from < to ? carry(to - 1) + 1 : start
  return typed.slice(0, start) + insert + typed.slice(end)
}

/** A part's text as its segment; the segment itself where the text is still its own. */
function encoded(token: Token, part: JsonPart, content: string): string {
  const segment = partOf(token, part)!
  if (content === segment.decoded.text) return segment.text
  return part === 'payload' && token.header.unencodedPayload ? content : encodeText(content)
}

/** With nothing in the token box, typing a header or payload begins a token. */
function startToken(state: State, part: JsonPart, typed: string, at: number): State {
  const written = encodeText(typed)
  const text = part === 'header' ? `${written}..` : `.${written}.`
  return after(
    state,
    {
      ...state,
      text,
      index: 0,
      pasted: { text, index: 0 },
      origin: 'typed',
      outer: initialState.outer,
      drafts: { [part]: { typed, segment: written, base: undefined } },
    },
    { box: part, at },
  )
}

/** The text with another segment in it; in a JSON serialization the string is replaced as a whole, whatever escapes it had. */
function replaceSegment(text: string, token: Token, at: number, length: number, written: string): string {
  if (token.wrapper === 'json-serialization') {
    const from = token.span.from + at - 1
    return text[from] === '"' ? spliced(text, { from, to: endOfString(text, from) }, JSON.stringify(written)) : text
  }
  // Written back plainly: half of a token in base64 or in two cookies would be no token any more.
  if (token.carrier || token.leftOut) {
    return spliced(
      text,
      { from: token.span.from, to: (token.leftOut ?? token.span).to },
      spliced(token.compact, { from: at, to: at + length }, written),
    )
  }
  const places = length > 0 ? textSpans(token, { from: at, to: at + length }) : []
  const from = places[0]?.from ?? textOffset(token, at)
  const to = places[places.length - 1]?.to ?? from
  return spliced(text, { from, to }, written)
}

/** Where a character would stand in the text; also just behind the token's last one. */
function textOffset(token: Token, at: number): number {
  const [place] = textSpans(token, { from: at, to: at + 1 })
  return place?.from ?? token.span.to
}
