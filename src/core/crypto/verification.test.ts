// Checks the helpers that read the key, its problem and the skipped keys from a verification in any state.
import { expect, it } from 'vitest'
import { algorithmByName } from '../algorithms/algorithms.ts'
import { problem } from '../keys/key-material.ts'
import { secretKey } from '../keys/read/secret.ts'
import { keyProblem, keyUse, passedOver, verified, type SignatureVerification, type Verification } from './verification.ts'

const algorithm = algorithmByName('HS256')!
const use = { key: secretKey(Uint8Array.of(1), 'secret-utf8'), index: 0, algorithm, expected: undefined, notes: [] }
const others = [{ index: 1, reason: 'unusable' }] as const
const valid: SignatureVerification = { state: 'valid', algorithm, use, keySource: 'yours', passedOver: others, missedKid: undefined }
const what = problem('key-refused', 'a key', 'another', 'use another')
const refused: SignatureVerification = { state: 'key-problem', algorithm, problem: what, passedOver: others }
const unsecured: SignatureVerification = { state: 'unsecured', algorithm }
const whole = (each: SignatureVerification): Verification => ({ ...each, each: [each], answered: 0 })

it('the key that was used, if there was one', () => {
  expect([valid, refused, unsecured, undefined].map(keyUse)).toEqual([use, undefined, undefined, undefined])
})

it('the skipped keys, if there were any', () => {
  expect([valid, refused, unsecured, undefined].map(passedOver)).toEqual([others, others, [], []])
})

it('what is wrong with the key, if that is why nothing was checked', () => {
  expect([valid, refused, unsecured, undefined].map(keyProblem)).toEqual([undefined, what, undefined, undefined])
})

it('the answer itself, if a signature verifies', () => {
  const [good, bad] = [whole(valid), whole(refused)]
  const partly: Verification = { ...valid, state: 'partial', each: [valid, refused], answered: 0 }
  expect(verified(good)).toBe(good)
  expect(verified(partly)).toBe(partly)
  expect([verified(bad), verified(undefined)]).toEqual([undefined, undefined])
})
