// Lesson 16 computes the signatures from the article: the printed one, and the one for an admin.
import { expect, test } from 'vitest'
import { readingAlong } from './reading-along.ts'
import { findItem, perform, readItem } from './stage/perform.ts'

const PRINTED = 'TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8'

test('over the printed bytes, the article’s secret gives a different signature from the printed one', async () => {
  const stage = await readingAlong.start(0)
  expect(readItem(stage, 'Token')).toBe(
    `ewoiYWxnIjogIkhTMjU2IiwKInR5cCI6ICJKV1QiCn0K.ewoiSXNzIjogImZlcm5hbmRvIiwKIkV4cCI6IDE1NTA5NDY2ODksCiJBZG1pbiI6IGZhbHNlCn0K.${PRINTED}`,
  )
  await perform(stage, { say: '', press: 'Send it to the article’s API' })
  const shown = findItem(stage, 'Steps of the verifier')
  const failed = shown?.kind === 'steps' ? shown.steps.find((step) => step.outcome === 'failed') : undefined
  expect(failed).toMatchObject({
    id: 'signature',
    compare: { expected: 'mPvZ3YiLH-1nSMfIW7hCkEocsWfOSIQe0JclOMl-FR8', received: PRINTED },
  })
})

test('without spaces the signature is the printed one, and for an admin it would be doRnK7Co…', async () => {
  const stage = await readingAlong.start(0)
  for (const press of ['Take the spaces out', 'Sign it again', 'What would the signature be for an admin?'])
    await perform(stage, { say: '', press })
  expect(readItem(stage, 'Signature')).toBe(PRINTED)
  expect(readItem(stage, 'Signature for "Admin": true')).toBe('doRnK7CoVjFOiFmvrQ2wvxcGeQuCYjzUchayNAYx1jw')
})

test('the standard API refuses a token that names a kid, and does not check jti and client_id', async () => {
  const stage = await readingAlong.start(0)
  for (const move of readingAlong.solution.slice(0, -2)) await perform(stage, move)
  const repaired = JSON.parse(readItem(stage, 'Payload')) as Record<string, unknown>
  const send = async (header: string, payload: Record<string, unknown>) => {
    await perform(stage, { say: '', fill: 'Header', with: header })
    await perform(stage, { say: '', fill: 'Payload', with: JSON.stringify(payload) })
    for (const press of ['Sign it again', 'Send it to a standard API']) await perform(stage, { say: '', press })
    return readItem(stage, 'Response')
  }
  expect(await send('{"alg":"HS256","typ":"at+jwt","kid":"k1"}', repaired)).toContain('401')
  const { jti: _jti, client_id: _client, ...rest } = repaired
  expect(await send('{"alg":"HS256","typ":"at+jwt"}', rest)).toContain('200 OK')
})
