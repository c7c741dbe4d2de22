// Goals are met only by what they name, not by near misses, a wrong order or another way to the same answer.
import { describe, expect, test } from 'vitest'
import type { Lesson, Move, Stage } from './lesson.ts'
import { carelessServer } from './careless-server.ts'
import { decodeOnly } from './decode-only.ts'
import { fifteenMinutes } from './fifteen-minutes.ts'
import { keyConfusion } from './key-confusion.ts'
import { keyOfOnesOwn } from './key-of-ones-own.ts'
import { leakedSecret } from './leaked-secret.ts'
import { makeYourselfAdmin } from './make-yourself-admin.ts'
import { readingAlong } from './reading-along.ts'
import { refreshAndRotate } from './refresh-and-rotate.ts'
import { signingIn } from './signing-in.ts'
import { signingOut } from './signing-out.ts'
import { ADMIN, SEND_BOTH } from './stage/lab.ts'
import { findItem, perform, readItem } from './stage/perform.ts'
import { threeParts } from './three-parts.ts'
import { whenSecret } from './when-it-must-be-secret.ts'
import { whyAToken } from './why-a-token.ts'

const NOW = Date.UTC(2026, 10, 22, 9, 0, 0)
const press = (name: string): Move => ({ say: '', press: name })
const fill = (name: string, text: string): Move => ({ say: '', fill: name, with: text })

async function after(lesson: Lesson, ...moves: readonly Move[]): Promise<Stage> {
  const stage = await lesson.start(NOW)
  for (const move of moves) await perform(stage, move)
  return stage
}
const met = (stage: Stage) => stage.goals().filter((goal) => goal.met).length
const why = (stage: Stage, name: string) => {
  const item = findItem(stage, name)
  return item?.kind === 'button' ? item.disabled : undefined
}

describe('the labs', () => {
  test.each([
    ['alg none with a signature left', carelessServer, [fill('Token header', '{"alg":"none","typ":"at+jwt"}'), ADMIN]],
    ['alg None', carelessServer, [fill('Token header', '{"alg":"None","typ":"at+jwt"}'), ADMIN, fill('Token signature', '')]],
    ['no claim to be an admin', decodeOnly, []],
    ['an empty jwk', keyOfOnesOwn, [fill('Token header', '{"alg":"ES256","typ":"at+jwt","jwk":{}}'), ADMIN]],
    ['a jwk and the old signature', keyOfOnesOwn, [fill('Token header', '{"alg":"ES256","typ":"at+jwt","jwk":{"kty":"EC"}}'), ADMIN]],
    [
      'another secret',
      keyConfusion,
      [
        fill('Token header', '{"alg":"HS256","typ":"at+jwt"}'),
        ADMIN,
        fill('Text to use as a secret', 'secret'),
        press('Sign with HS256 and this text'),
      ],
    ],
    [
      'alg none in the lab of key confusion',
      keyConfusion,
      [fill('Token header', '{"alg":"none","typ":"at+jwt"}'), ADMIN, fill('Token signature', '')],
    ],
  ] satisfies [string, Lesson, Move[]][])('%s is not the attack', async (_, lesson, moves) => {
    expect(met(await after(lesson, ...moves, ...SEND_BOTH))).toBe(0)
  })

  test.each([carelessServer, decodeOnly, keyOfOnesOwn, keyConfusion])(
    '$id: half of the attack is not enough, and both servers must get the same token',
    async (lesson) => {
      const forging = lesson.solution.slice(0, -2)
      expect(met(await after(lesson, ...forging, SEND_BOTH[0]!))).toBe(0)
      expect(met(await after(lesson, ...forging, SEND_BOTH[1]!))).toBe(0)
      expect(met(await after(lesson, ...forging, SEND_BOTH[0]!, press('Start again from Fernando’s token'), ADMIN, SEND_BOTH[1]!))).toBe(
        // There the edit is the entire attack, so it gives the same token again.
        lesson === decodeOnly ? 1 : 0,
      )
    },
  )

  test('a check that was skipped never claims to have been made', async () => {
    const stage = await after(keyOfOnesOwn, SEND_BOTH[0]!)
    const steps = findItem(stage, 'Steps of the verifier')
    const key = steps?.kind === 'steps' ? steps.steps.find(({ id }) => id === 'key') : undefined
    expect(key?.detail).not.toContain('ignored')
  })
})

test('marks the answer to an older request as old, and not a new answer', async () => {
  const stage = await after(makeYourselfAdmin, ...makeYourselfAdmin.solution.slice(0, 3))
  const stale = () => ['Response', 'Steps of the verifier'].map((name) => (findItem(stage, name) as { stale?: boolean }).stale)
  expect(stale()).toEqual([true, true])
  await perform(stage, makeYourselfAdmin.solution[3]!)
  expect(stale()).toEqual([false, false])
})

test('marks the answer to a token as old once its pieces have changed', async () => {
  const stage = await after(threeParts, ...threeParts.solution.slice(0, 6))
  const stale = () => (findItem(stage, 'Steps of the verifier') as { stale?: boolean }).stale
  expect(stale()).toBe(false)
  await perform(stage, fill('Payload', '{"sub":"fernando","admin":true}'))
  expect(stale()).toBe(true)
})

test('a planned rotation keeps its order, and each button says what is missing', async () => {
  const stage = await leakedSecret.start(NOW)
  expect(why(stage, 'It leaked: replace k1 with a random k2')).toBe('First see what the leak makes possible.')
  expect([why(stage, 'Publish an ES256 key, e1'), why(stage, 'Sign with e1'), why(stage, 'Retire k2')]).toEqual([
    'Replace the leaked secret first.',
    'Publish it first.',
    'Another key must sign first.',
  ])
  for (const move of leakedSecret.solution.slice(0, 5)) await perform(stage, move)
  await perform(stage, press('It leaked: replace k1 with a random k2'))
  await perform(stage, press('Publish an ES256 key, e1'))
  expect(readItem(stage, 'Accepted keys')).toBe('k2 HS256, signs\ne1 ES256')
  expect(why(stage, 'Sign with e1')).toBe('First let Fernando sign in and read payments.')
  for (const name of ['Sign in', 'Read payments', 'Sign with e1']) await perform(stage, press(name))
  expect(why(stage, 'Retire k2')).toBe('First check that Fernando’s token still works.')
  expect(readItem(stage, 'Accepted keys')).toBe('e1 ES256, signs\nk2 HS256')
})

test('a renewal by Fernando before the thief is not a reuse', async () => {
  const stage = await after(refreshAndRotate, ...['Sign in', 'The thief copies the cookie', 'Renew silently'].map(press))
  expect(stage.goals().find(({ text }) => text.includes('the second use'))?.met).toBe(false)
})

test('the bank refuses a token that was made for another API', async () => {
  const stage = await after(
    whenSecret,
    { say: '', choose: 'Key to decrypt with', option: 'The private key of the bank' },
    press('Send one made for the payroll API'),
    press('Decrypt'),
  )
  const steps = findItem(stage, 'Steps of the verifier')
  expect(steps?.kind === 'steps' && steps.steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
    id: 'audience',
    compare: { expected: 'https://bank.example/payouts', received: 'https://payroll.example/api' },
  })
})

test('dragging now shows at each place what the API would say', async () => {
  const stage = await after(fifteenMinutes, press('Sign in'))
  const iat = Number(readItem(stage, 'iat'))
  const at = async (seconds: number) => {
    await perform(stage, { say: '', slide: 'Now', to: iat + seconds })
    return readItem(stage, 'At this moment')
  }
  expect(await at(-120)).toContain('refused: "iat" is 2 min in the future')
  expect(await at(-30)).toContain('accepted')
  expect(await at(899)).toBe('accepted: 1 s left.')
  expect(await at(930)).toContain('within the leeway')
  expect(await at(960)).toContain('refused: it expired')
})

test('changing alg alone, as the hint says, is enough for the lab of alg none', async () => {
  const stage = await carelessServer.start(NOW)
  const header = readItem(stage, 'Token header').replace('ES256', 'none')
  for (const move of [fill('Token header', header), ...carelessServer.solution.slice(1)]) await perform(stage, move)
  expect(met(stage)).toBe(1)
})

test('signing in again with the password is not a silent renewal', async () => {
  const again = ['Sign in', 'Let 16 minutes pass', 'Read payments', 'Sign in', 'Read payments']
  expect(met(await after(refreshAndRotate, ...again.map(press)))).toBe(1)
})

test('Grace is not Fernando', async () => {
  const stage = await after(
    signingIn,
    fill('Username', 'grace'),
    fill('Password', 'quiet-lantern-17'),
    ...['Sign in', 'Fill in Bearer and the token', 'Read payments'].map(press),
  )
  expect(readItem(stage, 'Response')).toContain('200 OK')
  expect(met(stage)).toBe(0)
})

describe('the article’s token', () => {
  const toArticle = press('Send it to the article’s API')
  test.each([
    ['another header is not the printed token', [fill('Header', '{"alg":"HS256"}'), toArticle]],
    ['another payload is not the printed one', [fill('Payload', '{"Iss":"me","Exp":1550946689}'), press('Sign it again'), toArticle]],
    [
      'an exp that has passed is not a missing one',
      [fill('Payload', '{"exp":1,"Exp":1550946689}'), press('Sign it again'), press('Send it to a standard API')],
    ],
  ])('%s', async (_, moves) => {
    expect(met(await after(readingAlong, ...moves))).toBe(0)
  })
})

describe('the JWE', () => {
  const bank: Move = { say: '', choose: 'Key to decrypt with', option: 'The private key of the bank' }
  const changed = (stage: Stage) => stage.goals()[1]?.met

  test('a text that is not the token with one character changed does not count', async () => {
    for (const text of ['x', '', '....'])
      expect(changed(await after(whenSecret, bank, fill('Encrypted token', text), press('Decrypt')))).toBe(false)
  })

  test.each([0, 1, 2, 3, 4])('no change to the last character of segment %i goes unnoticed', async (part) => {
    const stage = await after(whenSecret, bank)
    const parts = readItem(stage, 'Encrypted token').split('.')
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const segment = parts[part]!
    // The lowest bit of the last character may be one that belongs to no byte.
    parts[part] = segment.slice(0, -1) + alphabet[alphabet.indexOf(segment.at(-1)!) ^ 1]
    await perform(stage, fill('Encrypted token', parts.join('.')))
    await perform(stage, press('Decrypt'))
    expect(findItem(stage, 'Decrypted')).toBeUndefined()
    expect(changed(stage)).toBe(true)
  })

  test.each([
    ['another token', fill('Encrypted token', 'x')],
    ['another key', { say: '', choose: 'Key to decrypt with', option: 'Mallory’s private key' }],
  ])('%s takes the old result away', async (_, move) => {
    const stage = await after(whenSecret, bank, press('Decrypt'))
    expect(findItem(stage, 'Decrypted')).toBeDefined()
    await perform(stage, move)
    expect([findItem(stage, 'Decrypted'), findItem(stage, 'Steps of the verifier')]).toEqual([undefined, undefined])
  })
})

test('the refresh cookie of a token is not a session', async () => {
  const way = (option: string): Move => ({ say: '', choose: 'How Fernando shows who he is', option })
  const stage = await after(whyAToken, way('A token'), press('Sign in'), press('Read payments'), way('A session'))
  expect(why(stage, 'Read payments')).toBe('Sign in first.')
})

test('signing out leaves nothing in the browser to read payments with, only the copy', async () => {
  const stage = await after(signingOut, ...['Sign in', 'Read payments', 'Sign out'].map(press))
  expect(why(stage, 'Read payments')).toBe('Sign in first.')
  expect(why(stage, 'Send the copied request again')).toBeUndefined()
  await perform(stage, press('Sign in'))
  expect(why(stage, 'Send the copied request again')).toBe('Nothing to copy yet: read payments first.')
})

test('in a planned rotation Fernando keeps his older token until it has shown the overlap', async () => {
  const stage = await after(leakedSecret, ...leakedSecret.solution.slice(0, 14))
  expect(why(stage, 'Sign in')).toBe('First read payments with the older token.')
  await perform(stage, press('Read payments'))
  expect(why(stage, 'Sign in')).toBeUndefined()
})

describe('an answer looks old', () => {
  const old = (stage: Stage) => (findItem(stage, 'Steps of the verifier') as { stale?: boolean }).stale
  test.each([
    ['once the forgery is edited', leakedSecret, leakedSecret.solution.slice(0, 5), fill('Token payload', '{}')],
    ['once a key is replaced', leakedSecret, leakedSecret.solution.slice(0, 5), press('It leaked: replace k1 with a random k2')],
    ['once time has passed', fifteenMinutes, fifteenMinutes.solution.slice(0, 2), press('Let 5 minutes pass')],
    ['once the access token has expired', refreshAndRotate, ['Sign in', 'Read payments'].map(press), press('Let 16 minutes pass')],
    ['once another way is chosen', whyAToken, whyAToken.solution.slice(0, 1), whyAToken.solution[1]!],
  ] satisfies [string, Lesson, readonly Move[], Move][])('%s', async (_, lesson, moves, change) => {
    const stage = await after(lesson, ...moves)
    expect(old(stage)).toBe(false)
    await perform(stage, change)
    expect(old(stage)).toBe(true)
  })
})

test('the second use is noticed when the page renews by itself, too', async () => {
  const stage = await after(
    refreshAndRotate,
    ...refreshAndRotate.solution.slice(0, 10),
    ...['Let 16 minutes pass', 'Read payments', 'The thief renews'].map(press),
  )
  expect(stage.goals().filter((goal) => !goal.met)).toEqual([])
})

test('says what is wrong with a copy of the public key that is not exactly the file', async () => {
  const stage = await keyConfusion.start(NOW)
  const pem = readItem(stage, 'Public key of the API')
  const notes = async (text: string) => {
    await perform(stage, fill('Text to use as a secret', text))
    return stage
      .lanes()[0]
      .items.flatMap((item) => (item.kind === 'note' ? [item.text] : []))
      .join(' ')
  }
  expect(await notes(`${pem}\n`)).toContain('not exactly its line breaks')
  expect(await notes(pem.replaceAll('\n', '\r\n'))).toContain('not exactly its line breaks')
  expect(await notes(pem.split('\n')[1]!)).toContain('only a part of the file')
  for (const text of [pem, '', ' ', 'my own secret']) expect(await notes(text)).not.toMatch(/part of the file|line breaks/)
})
