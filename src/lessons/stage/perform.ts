// Plays the moves of a solution on a stage, finding each item by its accessible name.
import type { Item, Move, Stage } from '../lesson.ts'

type Named = Exclude<Item, { kind: 'note' }>

/** Finds an item by its name; undefined if the stage shows none. */
export function findItem(stage: Stage, name: string): Named | undefined {
  for (const lane of stage.lanes()) for (const item of lane.items) if (item.kind !== 'note' && item.name === name) return item
  return undefined
}

/** The text that an item shows. Throws if there is no such item, which is a mistake in a lesson, not the learner's. */
export function readItem(stage: Stage, name: string): string {
  const item = findItem(stage, name)
  if (item?.kind === 'text' || item?.kind === 'choice') return item.value
  if (item?.kind === 'value' || item?.kind === 'message') return item.text
  throw new Error(`The stage shows nothing to read called "${name}"`)
}

/** Makes one move and waits until the stage has settled. Throws if the move isn't possible. */
export async function perform(stage: Stage, move: Move): Promise<void> {
  await stage.works.settled()
  if ('press' in move) {
    const item = wanted(stage, move.press, 'button')
    if (item.disabled !== undefined) throw new Error(`The button "${move.press}" is disabled: ${item.disabled}`)
    await item.run()
  } else if ('fill' in move) {
    const item = wanted(stage, move.fill, 'text')
    await item.edit(typeof move.with === 'string' ? move.with : await move.with(async (name) => readItem(stage, name)))
  } else if ('choose' in move) {
    const item = findItem(stage, move.choose)
    if (item?.kind !== 'choice' && item?.kind !== 'guess') throw new Error(`The stage shows no choice called "${move.choose}"`)
    if (!item.options.includes(move.option)) throw new Error(`"${move.choose}" has no option "${move.option}"`)
    await item.choose(move.option)
  } else if ('slide' in move)
    await wanted(stage, move.slide, 'slider').slide(
      typeof move.to === 'number' ? move.to : await move.to(async (name) => readItem(stage, name)),
    )
  else if ('flip' in move) await wanted(stage, move.flip, 'bits').flip(move.byte, move.bit)
  else await wanted(stage, move.turn, 'switch').turn(move.on)
  await stage.works.settled()
}

/** True if every goal of the stage is met. */
export function isSolved(stage: Stage): boolean {
  return stage.goals().every((goal) => goal.met)
}

function wanted<K extends Named['kind']>(stage: Stage, name: string, kind: K): Extract<Named, { kind: K }> {
  const item = findItem(stage, name)
  if (item?.kind !== kind) throw new Error(`The stage shows no ${kind} called "${name}"`)
  return item as Extract<Named, { kind: K }>
}
