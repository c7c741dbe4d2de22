// Describes the answers of a stage in sentences for screen readers.
import type { Item, Stage } from '../../lessons/lesson.ts'

/** Identifies the last answer of a stage, so that a press without an answer isn't shown with an older one. */
export function answerId(stage: Stage): unknown {
  if (stage.sent) return stage.sent().length
  const steps = stage
    .lanes()
    .flatMap((lane) => lane.items)
    .find((item) => item.kind === 'steps')
  return steps?.kind === 'steps' ? steps.steps : undefined
}

/** The last answer in one line, with the status and the check that refused; undefined before there is one and once it is old. */
export function shortAnswer(stage: Stage): string | undefined {
  const items = stage.lanes().flatMap((lane) => lane.items)
  if (items.some((item) => 'stale' in item && item.stale)) return undefined
  const message = items.find((item) => item.kind === 'message' && item.status !== undefined)
  const steps = items.find((item) => item.kind === 'steps')
  const parts = [
    ...(message?.kind === 'message' ? [message.text.split('\n', 1)[0]?.replace('HTTP/1.1 ', '') ?? ''] : []),
    ...(steps ? sentenceOf(steps).map((sentence) => sentence.slice(sentence.indexOf(': ') + 2)) : []),
  ]
  return parts.length > 0 ? parts.join(' · ') : undefined
}

/** One sentence for each item with an answer. */
export function newsOf(stage: Stage): string[] {
  const goals = stage.goals()
  const met = goals.filter((goal) => goal.met).length
  return [
    ...stage.lanes().flatMap((lane) => lane.items.flatMap(sentenceOf)),
    ...(met > 0 ? [`${met} of ${goals.length} ${goals.length === 1 ? 'goal' : 'goals'} met.`] : []),
  ]
}

function sentenceOf(item: Item): string[] {
  if (item.kind === 'guess' && item.outcome !== undefined)
    return [`You guessed “${item.value ?? ''}”. ${item.outcome === item.value ? 'Right.' : `It was “${item.outcome}”.`}`]
  if (item.kind === 'value' && (item.look === 'bad' || item.look === 'good')) return [`${item.name}: ${item.text.replace(/\.$/, '')}.`]
  if (item.kind === 'message') return [`${item.name}: ${item.text.split('\n', 1)[0] ?? ''}.`]
  if (item.kind !== 'steps' || item.steps.length === 0) return []
  const refused = item.steps.find(({ outcome }) => outcome === 'failed')
  const passed = item.steps.filter(({ outcome }) => outcome === 'passed').length
  return [
    refused
      ? `${item.name}: refused at “${refused.title}” ${refused.detail}`
      : `${item.name}: ${passed} of ${item.steps.length} checks passed.`,
  ]
}
