// Plays a solution forward and back, and from the start again if a learner has changed the stage.
import { expect, test, vi } from 'vitest'
import { anyoneCanRead } from '../../lessons/anyone-can-read.ts'
import { refreshAndRotate } from '../../lessons/refresh-and-rotate.ts'
import { perform } from '../../lessons/stage/perform.ts'
import { Player } from './player.ts'

const now = () => Date.UTC(2026, 10, 22, 9)

test('plays to the end, and stays solved after starting again', async () => {
  const player = new Player(anyoneCanRead, now)
  await player.to(anyoneCanRead.solution.length)
  expect([player.played, player.solved, player.spot]).toEqual([3, true, 'Send it on unchanged'])
  await player.restart()
  expect([player.played, player.solved, player.spot]).toEqual([0, true, undefined])
  expect(player.stage!.goals().every((goal) => !goal.met)).toBe(true)
})

test('goes back by starting again', async () => {
  const player = new Player(anyoneCanRead, now)
  await player.to(3)
  const before = player.stage
  await player.to(1)
  expect(player.stage).not.toBe(before)
  expect(player.played).toBe(1)
})

test('ends at the move of the last call, even if calls come faster than moves are played', async () => {
  const player = new Player(refreshAndRotate, now)
  await Promise.all([1, 2, 3, 4, 3, 2, 5].map((count) => player.to(count)))
  expect(player.played).toBe(5)
})

test('starts again if the learner’s own changes are in the way', async () => {
  const player = new Player(refreshAndRotate, now)
  await player.to(1)
  // Reading with the fresh token instead of waiting does no harm, but a missing cookie does.
  for (const press of ['The thief copies the cookie', 'The thief renews', 'Renew silently'])
    await perform(player.stage!, { say: '', press })
  await player.to(refreshAndRotate.solution.length)
  expect(player.solved).toBe(true)
})

test('tells its listeners about every change on the stage', async () => {
  const player = new Player(anyoneCanRead, now)
  await player.begin()
  let told = 0
  const leave = player.subscribe(() => told++)
  await perform(player.stage!, { say: '', press: 'Take the second segment' })
  expect(told).toBeGreaterThan(0)
  leave()
})

test('says that it failed if the page has no Web Crypto', async () => {
  const whole = globalThis.crypto
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => whole.getRandomValues(bytes) })
  const player = new Player(anyoneCanRead, now)
  await player.begin()
  vi.unstubAllGlobals()
  expect([player.failed, player.stage]).toEqual([true, undefined])
})
