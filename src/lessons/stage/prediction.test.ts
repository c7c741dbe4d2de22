// A guess stays beside the answer until the next guess.
import { expect, test } from 'vitest'
import { movableClock } from '../payroll-api/clock.ts'
import { createDesk, requests } from './desk.ts'
import { Prediction, titleOf } from './prediction.ts'
import { Workshop } from './workshop.ts'

test('shows the guess beside the answer, right or wrong, until the next guess', async () => {
  const desk = await createDesk({ clock: movableClock(0) })
  const prediction = new Prediction(new Workshop(), ['200', '401'], [titleOf('parse'), titleOf('signature')])
  const shown = () => prediction.items().map((item) => (item.kind === 'guess' ? [item.value, item.outcome] : []))
  const choose = (at: number, option: string) => {
    const item = prediction.items()[at]
    if (item?.kind === 'guess') void item.choose(option)
  }
  prediction.settle(await desk.send(requests.payments(undefined)))
  // Without a guess, nothing is right or wrong.
  expect(shown()).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ])
  choose(0, '401')
  choose(1, titleOf('signature'))
  expect(shown().map(([, outcome]) => outcome)).toEqual([undefined, undefined])
  prediction.settle(await desk.send(requests.payments('Bearer x.y.z')))
  expect(shown()).toEqual([
    ['401', '401'],
    [titleOf('signature'), titleOf('parse')],
  ])
  choose(0, '200')
  expect(shown()[0]).toEqual(['200', undefined])
})
