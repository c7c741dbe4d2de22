// What a stage answered, in sentences for those who can't see it change: HTTP answers, how far the verifier came, and which goals are met.
import type { Item, Stage } from '../../lessons/lesson.ts'

/** One sentence for each thing that can answer. */
export function newsOf(stage: Stage): string[] {
  const goals = stage.goals()
  const met = goals.filter((goal) => goal.met).length
  return [
    ...stage.lanes().flatMap((lane) => lane.items.flatMap(sentenceOf)),
    ...(met > 0 ? [`${met} of ${goals.length} ${goals.length === 1 ? 'goal' : 'goals'} met.`] : []),
  ]
}

function sentenceOf(item: Item): string[] {
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
