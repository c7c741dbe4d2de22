// The one state of the page and how it changes: pure, and all that is not typed is derived from it.
import type { Repair } from '../../core/causes/cause/cause.ts'
import type { SecretEncoding } from '../../core/keys/key-material.ts'
import { encodeBase64url, encodeText } from '../../core/text/base64url.ts'
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
import { carryOffsets, compactJson, isCompactJson, layOutJson, shownJson } from '../text/json-layout.ts'
import {
  BINARY_SHOWN,
  currentInspection,
  inspectPaste,
  isDetached,
  isEditable,
  isLongBinary,
  partOf,
  type JsonPart,
} from './opened-token.ts'

/** What the user typed into the header or payload box, and the segment that was made of it: it is shown as long as the token has that segment. */
interface Draft {
  readonly typed: string
  readonly segment: string
}

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

/** `text` is all that stands in the box "Encoded token", `pasted` what edits are measured against and undone to. */
export interface State extends Undoable {
  /** Something worth reading was put on the page, or a key; false again after Clear. What is then typed over it doesn't end it. */
  readonly begun: boolean
  readonly drafts: { readonly header?: Draft; readonly payload?: Draft }
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
  /** The content was encrypted again: this is the JWE, in the serialization that it had. */
  | { readonly type: 'encrypted'; readonly compact: string }
  /** The open token was written anew: with other signatures, recipients or disclosures, or in another serialization. What was pasted stays. */
  | { readonly type: 'rewrite'; readonly token: string }
  | { readonly type: 'choose-encoding'; readonly secretEncoding: SecretEncoding }
  | { readonly type: 'use-key'; readonly key: GivenKey }
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
const NOTHING_TYPED = { drafts: {}, plaintext: undefined } as const

export const initialState: State = {
  begun: false,
  text: '',
  index: undefined,
  pasted: { text: '', index: undefined },
  origin: 'typed',
  outer: [],
  drafts: {},
  key: '',
  keyOrigin: TYPED,
  secretEncoding: 'utf8',
  secretText: undefined,
  content: '',
  contentEncoding: 'utf8',
  plaintext: undefined,
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
        ...NOTHING_TYPED,
      } as const
      const next: State = { ...(action.key ? withKey(state, action.key) : state), ...pasted, ...fresh }
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
      return after(state, { ...state, ...layer, outer: state.outer.slice(0, action.layer), drafts: {}, passphrase: '', tried: undefined })
    }
    case 'mend': {
      const pasted = { text: action.text, index: undefined }
      return after(state, { ...state, ...pasted, pasted, tried: undefined, ...NOTHING_TYPED })
    }
    case 'edit-token': {
      if (action.text === state.text) return state
      // Until a token is whole there is nothing that an edit could be measured against.
      const whole = inspectPaste(state.pasted).token?.wellFormed === true
      const pasted = whole ? state.pasted : { text: action.text, index: undefined }
      const origin = whole ? state.origin : 'typed'
      return after(
        state,
        { ...state, text: action.text, index: whole ? state.index : undefined, pasted, origin, ...NOTHING_TYPED },
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
        ...NOTHING_TYPED,
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
      return returnedTo({ ...state, ...undoChange(state.history, state), drafts: {} })
    case 'redo':
      return returnedTo({ ...state, ...redoChange(state.history, state), drafts: {} })
  }
}

function layerOf(state: State): Omit<Layer, 'around'> {
  const { text, index, pasted, origin, key, keyOrigin, secretEncoding, secretText, content, contentEncoding, plaintext } = state
  return { text, index, pasted, origin, key, keyOrigin, secretEncoding, secretText, content, contentEncoding, plaintext }
}

function withKey(state: State, { text, origin, secretEncoding = state.secretEncoding }: GivenKey): State {
  return { ...state, key: text, keyOrigin: origin, secretEncoding, tried: undefined }
}

/** What was fetched and then changed is no longer what was fetched, and what was compared is no longer what was compared. */
function mendedOrigin({ keyOrigin }: State): KeyOrigin {
  return keyOrigin.from === 'fetched' ? TYPED : { from: keyOrigin.from }
}

function repaired(state: State, repair: Repair): State {
  if (repair.do === 'set-key') return withKey(state, { ...repair, text: repair.key, origin: mendedOrigin(state) })
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

function returnedTo(state: State): State {
  return { ...state, begun: isBegun(state) }
}

/** Prose on the empty page begins nothing: the page would be taken up by what it decodes to. */
function isBegun(state: State): boolean {
  if (state.begun || state.key !== '') return true
  const { text, found, token } = currentInspection(state)
  return isWorthReading(text, found.length, token)
}

/** What the header or payload box shows: what was typed there last, else the part's text, laid out where that loses nothing. */
export function shownText(state: State, part: JsonPart): string {
  const segment = partOf(currentInspection(state).token, part)
  if (!segment) return ''
  const draft = state.drafts[part]
  if (draft && draft.segment === segment.text) return draft.typed
  const { text } = segment.decoded
  if (isLongBinary(segment)) return text.slice(0, BINARY_SHOWN)
  return segment.decoded.utf8 ? shownJson(segment.decoded) : text
}

function editPart(state: State, part: JsonPart, typed: string, at: number): State {
  const token = currentInspection(state).token
  if (!token || !isEditable(token, part)) return token ? state : startToken(state, part, typed, at)
  const segment = partOf(token, part)!
  const content = writtenText(state, part, typed)
  // What cannot be written is shown, and stays out of the token.
  if (refusedInCompact(token, part, content)) return { ...state, drafts: { ...state.drafts, [part]: { typed, segment: segment.text } } }
  const written = encoded(token, part, content)
  const drafts = { ...state.drafts, [part]: { typed, segment: written } }
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
  if (written === segment.text || refusedInCompact(token, part, content)) return state
  const { [part]: draft, ...others } = state.drafts
  const typed =
    draft?.segment === segment.text && !(isCompactJson(segment.decoded.json) && draft.typed === layOutJson(decoded))
      ? draft.typed
      : undefined
  const drafts =
    typed === undefined ? others : { ...others, [part]: { typed: replaceTyped(decoded, typed, from, to, insert), segment: written } }
  const text = replaceSegment(state.text, token, segment.at, segment.text.length, written)
  return after(state, { ...state, text, index: state.index ?? inspection.index, drafts })
}

/** The same replacement in what was typed, which differs from the decoded text in blanks only: its own layout stays. */
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

/** What the payload box shows is not in the token: there a dot would end the unencoded payload (RFC 7797 section 5.2). */
export function isRefused(state: State): boolean {
  const { token } = currentInspection(state)
  const draft = state.drafts.payload
  if (!token || !draft || draft.segment !== token.payload?.text) return false
  return refusedInCompact(token, 'payload', writtenText(state, 'payload', draft.typed)) && draft.typed !== draft.segment
}

function refusedInCompact(token: Token, part: JsonPart, content: string): boolean {
  return part === 'payload' && token.header.unencodedPayload && token.wrapper !== 'json-serialization' && content.includes('.')
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
      drafts: { [part]: { typed, segment: written } },
    },
    { box: part, at },
  )
}

/** The text that goes into the token for what stands in the box: without the layout that we added, and with the blanks that were signed. */
function writtenText(state: State, part: JsonPart, typed: string): string {
  const pasted = partOf(inspectPaste(state.pasted).token, part) ?? partOf(currentInspection(state).token, part)
  return pasted && isCompactJson(pasted.decoded.json) ? compactJson(typed) : typed
}

/** The text with another segment in it; in a JSON serialization the string is replaced as a whole, whatever escapes it had. */
function replaceSegment(text: string, token: Token, at: number, length: number, written: string): string {
  if (token.wrapper === 'json-serialization') {
    const from = token.span.from + at - 1
    return text[from] === '"' ? spliced(text, { from, to: endOfString(text, from) }, JSON.stringify(written)) : text
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
