// Makes, adds and removes signatures and recipients, and converts the serialization, on request. Says why if it can't.
import { neededInFull } from '../../core/keys/problem-in-words.ts'
import { convert, type Form, type Loss } from '../../core/serialization/convert.ts'
import { withoutRecipient, withoutSignature, withProtectedHeader, type Change } from '../../core/serialization/signatures.ts'
import { quoted } from '../../core/text/quoted.ts'
import type { Token } from '../../core/token/token.ts'
import type { Refusal, Remade } from '../answers/signatures.ts'
import { derive } from '../state/derived.ts'
import type { State } from '../state/state.ts'
import type { Store } from './store.ts'

/** Signs one signature, by its index, or all whose key is at hand. Resolves with a sentence, or with undefined if there is nothing to say. */
export function signSignatures(store: Store, at: number | 'all' = 'all'): Promise<string | undefined> {
  return remake(store, async (state) => (await import('../answers/signatures.ts')).signed(state, at))
}

/** Adds a signature with a protected header, given as JSON, and the key in the key box. Resolves like `signSignatures`. */
export function addSignature(store: Store, header: string): Promise<string | undefined> {
  return remake(store, async (state) => (await import('../answers/signatures.ts')).withAnother(state, header))
}

async function remake(store: Store, make: (state: State) => Promise<Remade | undefined>): Promise<string | undefined> {
  store.flush()
  const { state } = store.getSnapshot()
  const made = await make(state)
  if (store.getSnapshot().state !== state) return undefined
  if (!made) return 'There is no signed token here to sign.'
  if (made.refusal) return refusalInWords(made.refusal)
  store.dispatch({ type: 'rewrite', token: made.text })
  const [first, ...others] = made.left
  if (!first) return undefined
  const places = [first, ...others].map(({ index }) => index + 1)
  const which = others.length === 0 ? `Signature ${places[0]} was` : `Signatures ${places.join(', ')} were`
  const { found, expected, action } = first.problem
  return `${which} not signed again. Found: ${found}; expected: ${expected}. To sign ${others.length === 0 ? 'it' : 'them'}, ${action}.`
}

/** Removes a signature by its index; returns why not. */
export function removeSignature(store: Store, index: number): string | undefined {
  return change(store, (token) => withoutSignature(token, index))
}

/** Removes a recipient by their index; returns why not. */
export function removeRecipient(store: Store, index: number): string | undefined {
  return change(store, (token) => withoutRecipient(token, index))
}

/** Replaces a signature's protected header, given as JSON; returns why not. */
export function setProtectedHeader(store: Store, index: number, header: string): string | undefined {
  return change(store, (token) => {
    const text = token.readings === 'one' ? withProtectedHeader(token, index, header) : undefined
    return text === undefined ? { losses: [{ kind: 'unsettled' }] } : { text }
  })
}

/** Converts the token to another serialization, or returns a sentence that says what would be lost. */
export function convertTo(store: Store, form: Form): string | undefined {
  return change(store, (token) => convert(token, form))
}

function change(store: Store, make: (token: Token) => Change): string | undefined {
  store.flush()
  const { token } = derive(store.getSnapshot().state).inspection
  if (!token) return 'There is no token here.'
  const { text, losses } = make(token)
  if (text === undefined) return losses.map(lossInWords).join(' ')
  store.dispatch({ type: 'rewrite', token: text })
  return undefined
}

function refusalInWords(refusal: Refusal): string {
  switch (refusal.why) {
    case 'several-readings':
      return 'This token can be read in more than one way, so it isn’t signed. The findings say where. Correct that first.'
    case 'content-missing':
      return 'The payload travels separately. To sign it, fill in the detached content.'
    case 'losses':
      return refusal.losses.map(lossInWords).join(' ')
    case 'key':
      return neededInFull('sign', refusal.problem)
  }
}

/** Says what another serialization can't contain. */
export function lossInWords(loss: Loss): string {
  switch (loss.kind) {
    case 'unsettled':
      return 'It isn’t well formed, or it can be read in more than one way, so it is left as it is.'
    case 'disclosures':
      return 'It is an SD-JWT, and its disclosures would be lost.'
    case 'several':
      return `It has ${loss.count} ${loss.of}, and only one would stay.`
    case 'unprotected':
      return `Its unprotected header would be lost: ${some(loss.names)}.`
    case 'no-protected-header':
      return 'It has no protected header, which a compact token needs.'
    case 'additional-data':
      return 'Its additional authenticated data (“aad”) would be lost, and without it the content can’t be decrypted.'
    case 'members':
      return `Members that no specification defines would be lost: ${some(loss.names)}.`
    case 'unencoded-payload':
      return 'Its unencoded payload has characters that a compact token can’t hold, such as a dot (RFC 7797 section 5.2).'
    case 'empty-payload':
      return 'In a compact token, an empty payload can’t be distinguished from one that travels separately.'
    case 'other-reading':
      return 'The result would be read differently from the current token.'
  }
}

const MOST_NAMED = 5

function some(names: readonly string[]): string {
  const more = names.length - MOST_NAMED
  return `${names.slice(0, MOST_NAMED).map(quoted).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
