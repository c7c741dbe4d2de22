// Defines the page's single state and how actions change it. It is pure, and everything that isn't typed is derived from it.
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

/** A key that the token itself names, tried instead of the one in the box; see `chosenKey`. */
interface TriedKey {
  readonly parameter: TokenKeyParameter
  /** What the token says: the key itself, or where it is. */
  readonly named: string
  readonly text: string
  /** The content of the key box meanwhile. */
  readonly key: string
}

/** A key that came as a whole: from a file, the keyring, the network, a link or a sample. */
export interface GivenKey {
  readonly text: string
  readonly origin: KeyOrigin
  /** How a secret's text represents its bytes; unchanged if absent. */
  readonly secretEncoding?: SecretEncoding | undefined
}

/** `text` is everything in the box "Encoded token". Edits are compared with `pasted`, and undone to it. */
export interface State extends Undoable, ShownParts {
  /** True once something worth reading or a key was put on the page, until Clear. Typing over it doesn't change that. */
  readonly begun: boolean
  readonly secretEncoding: SecretEncoding
  /** The key text for which the user chose an encoding. It is then a secret, even if it looks like a key. */
  readonly secretText: string | undefined
  /** Decrypts the key in the box. It is forgotten with that key, and isn't part of the history. */
  readonly passphrase: string
  readonly tried: TriedKey | undefined
  readonly history: History
}

export type Action =
  /** A new text replaced everything: a paste, a sample, a link or a file. */
  | {
      readonly type: 'load'
      readonly text: string
      readonly index?: number
      readonly key?: GivenKey
      /** Absent if it was typed or pasted. */
      readonly origin?: TokenOrigin
    }
  /**
   * Opens the token that is the content of this one. This one's key isn't kept, since it belongs to another issuer or is its own secret,
   * but a key set is, since it may contain the keys of both.
   */
  | { readonly type: 'open-inside'; readonly text: string; readonly around: Around; readonly keepsKeys: boolean }
  /** Goes back to a token around this one, counted from the outermost, with its key. */
  | { readonly type: 'back-to'; readonly layer: number }
  /** Repairs the text as a whole. The result counts as the pasted text. */
  | { readonly type: 'mend'; readonly text: string }
  /** The reader typed in the token box. `at` is in milliseconds; keystrokes in quick succession are one step of the history. */
  | { readonly type: 'edit-token'; readonly text: string; readonly at: number }
  | { readonly type: 'edit-part'; readonly part: JsonPart; readonly typed: string; readonly at: number }
  /** Repairs a stretch of the part's decoded text (UTF-16 offsets); every other byte of the token stays. */
  | { readonly type: 'replace-in-part'; readonly part: JsonPart; readonly from: number; readonly to: number; readonly insert: string }
  | { readonly type: 'edit-key'; readonly key: string; readonly at: number }
  /** The content of a detached payload was typed or read from a file. */
  | { readonly type: 'edit-content'; readonly content: string; readonly contentEncoding?: ContentEncoding; readonly at: number }
  /** The content of a decrypted JWE was edited. The token stays as it is until it is encrypted again. */
  | { readonly type: 'edit-plaintext'; readonly typed: string; readonly at: number }
  /** Shows and takes the header and payload exactly, with the whitespace they were signed with, or formats them again. */
  | { readonly type: 'show-as-signed'; readonly on: boolean }
  /** The same for the content of a JWE. `plaintext`: the edited content as it is then shown. */
  | { readonly type: 'show-as-encrypted'; readonly on: boolean; readonly plaintext: string | undefined }
  /** The content was encrypted again. `compact` is the JWE, in the serialization that it had. */
  | { readonly type: 'encrypted'; readonly compact: string }
  /** Replaces the open token by one with other signatures, recipients or disclosures, or in another serialization. The paste stays. */
  | { readonly type: 'rewrite'; readonly token: string }
  | { readonly type: 'choose-encoding'; readonly secretEncoding: SecretEncoding }
  | { readonly type: 'use-key'; readonly key: GivenKey }
  /** Moves the text in the token box, which is a key, to the key box, and brings the previous token back. */
  | { readonly type: 'use-as-key' }
  /** Turns the text in the token box, which is a claims set, into a token that isn't signed yet. */
  | { readonly type: 'make-token' }
  | { readonly type: 'give-passphrase'; readonly passphrase: string }
  /** Tries a key that the token itself names; the one in the box stays there. */
  | { readonly type: 'try-token-key'; readonly parameter: TokenKeyParameter; readonly named: string; readonly text: string }
  /** Goes back to the key in the box. */
  | { readonly type: 'use-own-key' }
  /** The reader compared the key in the box with the one they expected, so it counts as theirs. */
  | { readonly type: 'compared-key' }
  /** Opens another token of the text. */
  | { readonly type: 'open'; readonly index: number }
  /** Adds a signature that was made over the token's current content. */
  | { readonly type: 'sign'; readonly signature: Uint8Array }
  /** Repairs something that a search or a finding found, in one step. */
  | { readonly type: 'repair'; readonly repairs: readonly Repair[] }
  | { readonly type: 'undo-edits' }
  | { readonly type: 'clear' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }

const TYPED: KeyOrigin = { from: 'typed' }

/** The boxes of the parts show the content of the token; nothing else was typed into them. */
const NOTHING_TYPED = { drafts: {}, plaintext: undefined, plaintextBase: undefined } as const

/** When another token is opened, it is shown formatted. */
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

/** The next state. An action that doesn't apply leaves the state as it is. */
export function reduce(state: State, action: Action): State {
  const next = applied(state, action)
  // A passphrase belongs only to the key that it decrypts.
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
      // Until there is a complete token, there is nothing to compare edits with.
      const whole = inspectPaste(state.pasted).token?.wellFormed === true
      const pasted = whole ? state.pasted : { text: action.text, index: undefined }
      // Before the editor has loaded, a text may come in several keystrokes.
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
      // Rejected text exists only in its box.
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
      // A JSON serialization has to be the whole text.
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

/** Restores edited content of a JWE the way it was shown. For everything else, the switch stays as it is. */
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

/** The origin of a key after a repair. A changed key is no longer the fetched one, or the one that the reader compared. */
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

/** Prose on the empty page doesn't count, or the page would fill with what the prose decodes to. */
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
  // Text that can't be written to the token is only shown.
  const refused = isRefusedText(token, part, content)
  const written = refused ? segment.text : encoded(token, part, content)
  const drafts = { ...state.drafts, [part]: { typed, segment: written, base } }
  if (refused) return { ...state, drafts }
  const text = written === segment.text ? state.text : replaceSegment(state.text, token, segment.at, segment.text.length, written)
  if (text === state.text) return { ...state, drafts }
  // Once a token is edited, the same one stays open, whatever it becomes.
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

/** A part's text, encoded as its segment; the same segment if the text hasn't changed. */
function encoded(token: Token, part: JsonPart, content: string): string {
  const segment = partOf(token, part)!
  if (content === segment.decoded.text) return segment.text
  return part === 'payload' && token.header.unencodedPayload ? content : encodeText(content)
}

/** If the token box is empty, typing a header or payload begins a token. */
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

/** The text with a segment replaced. In a JSON serialization, the whole string is replaced, whatever escapes it had. */
function replaceSegment(text: string, token: Token, at: number, length: number, written: string): string {
  if (token.wrapper === 'json-serialization') {
    const from = token.span.from + at - 1
    return text[from] === '"' ? spliced(text, { from, to: endOfString(text, from) }, JSON.stringify(written)) : text
  }
  // The whole token is written back without its wrapping; half of a token in base64, or split over two cookies, wouldn't be a token anymore.
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

/** The text offset of a character of the token, or of the place just after its last one. */
function textOffset(token: Token, at: number): number {
  const [place] = textSpans(token, { from: at, to: at + 1 })
  return place?.from ?? token.span.to
}
