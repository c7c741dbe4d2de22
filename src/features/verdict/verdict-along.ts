// The part of the verdict about what came with a token: the request around a DPoP proof, the values of a response, the certificates in its header.
import type { AlongResult } from '../../session/answers/along.ts'
import type { Facts } from './gates.ts'
import type { Sentence, VerdictWords } from './sentence.ts'
import { unexpectedClause } from './verdict-expectations.ts'
import { timeClause } from './verdict-time.ts'

type About = AlongResult['about']

const NONE: readonly AlongResult[] = []

/** The verdict where what came with the token doesn't fit it, whatever its own signature says; undefined where everything fits. */
export function refusedAlong(facts: Facts): VerdictWords | undefined {
  const failed = (facts.along ?? NONE).filter(({ state }) => state === 'not-met')
  const [first, ...others] = failed
  if (!first) return undefined
  const more = others.length === 0 ? '' : ` ${others.length} more ${others.length === 1 ? 'check fails' : 'checks fail'}.`
  return {
    sentence: headline(first.about, facts.verification?.state === 'valid'),
    detail: [`${plain(first)}${more}`, ...timeClause(facts), ...unexpectedClause(facts)],
  }
}

function headline(about: About, verifies: boolean): Sentence {
  switch (about) {
    case 'request':
      return ['Reject the request. ', { em: 'Its proof doesn’t fit' }, '.']
    case 'hashes':
      return ['Reject it. ', { em: 'Its hashes don’t match' }, ' what it came with.']
    case 'chain':
      return [
        verifies ? 'The signature verifies, but its certificate chain ' : 'Not proven, and its certificate chain ',
        { em: 'is broken' },
        '.',
      ]
  }
}

/** The same as an addition to a more serious verdict. */
export function misfitClause({ along = NONE }: Facts): string {
  const about = new Set(along.filter(({ state }) => state === 'not-met').map((each) => each.about))
  return (['request', 'hashes', 'chain'] as const).map((each) => (about.has(each) ? MISFITS[each] : '')).join('')
}

const MISFITS: Readonly<Record<About, string>> = {
  request: ' Its DPoP proof doesn’t fit the request either.',
  hashes: ' Its hashes don’t match what it came with, either.',
  chain: ' Its certificate chain is broken, too.',
}

/** Says that what came with the token fits, where all of it was checked; empty where nothing came with it. */
export function fitsClause({ along = NONE }: Facts): string {
  const fits = (about: About) => {
    const those = along.filter((each) => each.about === about)
    return those.length > 0 && those.every(({ state }) => state === 'met')
  }
  return `${fits('request') ? ' The DPoP proof fits the request.' : ''}${fits('hashes') ? ' It was issued together with what came with it.' : ''}`
}

/**
 * The verdict on a token that is good by itself, together with what came with it: only what was checked in full is good.
 * Returns `words` unchanged where they aren't good news.
 */
export function besidesAlong(facts: Facts, words: VerdictWords): VerdictWords {
  const isGood = words.sentence.every((word) => typeof word === 'string')
  if (!isGood) return words
  const open = (facts.along ?? NONE).filter(({ state }) => state === 'not-checkable')
  const [first] = open
  if (!first) return { ...words, sentence: [...words.sentence, fitsClause(facts)] }
  const what = first.about === 'request' ? 'the DPoP proof' : 'what came with it'
  return { sentence: [`The signature verifies, but ${what} `, { em: 'couldn’t be checked in full' }, '.'], detail: unchecked(open, facts) }
}

/** The verdict where the open token is the proof itself; undefined where it isn't in a request. */
export function proofInRequest(facts: Facts): VerdictWords | undefined {
  const request = (facts.along ?? NONE).filter(({ about }) => about === 'request')
  if (request.length === 0) return undefined
  const open = request.filter(({ state }) => state === 'not-checkable')
  if (open.length > 0)
    return { sentence: ['The proof fits so far, but ', { em: 'couldn’t be checked in full' }, '.'], detail: unchecked(open, facts) }
  return {
    sentence: ['The proof ', { em: 'fits the request' }, '.'],
    detail: ['Its sender holds the key that the access token is bound to. Open the access token to check who issued it.'],
  }
}

function unchecked(open: readonly AlongResult[], facts: Facts): Sentence {
  const more = open.length - 1
  const rest = more === 0 ? '' : ` ${more} more couldn’t be checked.`
  return [`${plain(open[0]!)}${rest} Unchecked, it proves nothing.`, ...timeClause(facts)]
}

function plain({ sentence }: AlongResult): string {
  return sentence.replace(/`([^`]*)`/g, '“$1”')
}
