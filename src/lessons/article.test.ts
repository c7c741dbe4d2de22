// The numbers of the article, computed by the lessons: 20 bytes of secret, the printed signature, the right one, and the one for an admin.
import { expect, test } from 'vitest'
import { makeYourselfAdmin } from './make-yourself-admin.ts'
import { findItem, perform, readItem } from './stage/perform.ts'
import { threeParts } from './three-parts.ts'

test('over the bytes that it prints the article’s secret gives another signature than it prints', async () => {
  const stage = await threeParts.start(0)
  await perform(stage, { say: '', press: 'Write it as the article did' })
  expect(readItem(stage, 'Header segment')).toBe('ewoiYWxnIjogIkhTMjU2IiwKInR5cCI6ICJKV1QiCn0K')
  expect(readItem(stage, 'Payload segment')).toBe('ewoiSXNzIjogImZlcm5hbmRvIiwKIkV4cCI6IDE1NTA5NDY2ODksCiJBZG1pbiI6IGZhbHNlCn0K')
  expect(readItem(stage, 'Signature segment')).toBe('mPvZ3YiLH-1nSMfIW7hCkEocsWfOSIQe0JclOMl-FR8')
  expect(readItem(stage, 'Signature over the same JSON without spaces')).toBe('TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8')
})

test('as admin the API expects doRnK7Co… where the token carries TseARzVB…', async () => {
  const stage = await makeYourselfAdmin.start(0)
  for (const move of makeYourselfAdmin.solution) await perform(stage, move)
  const shown = findItem(stage, 'Steps of the verifier')
  const failed = shown?.kind === 'steps' ? shown.steps.find((step) => step.outcome === 'failed') : undefined
  expect(failed).toMatchObject({
    id: 'signature',
    compare: { expected: 'doRnK7CoVjFOiFmvrQ2wvxcGeQuCYjzUchayNAYx1jw', received: 'TseARzVBAtDbU8f3TEiRgsUoKYaW2SbhCWB0QlKpdp8' },
  })
})
