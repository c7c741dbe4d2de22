// Passes what the verdict says to the report; the two are separate features that meet here.
import { GATE_NAMES } from '../features/verdict/gates.ts'
import { plain } from '../features/verdict/sentence.ts'
import { useVerdict } from '../features/verdict/use-verdict.ts'
import { ReportDialog } from '../features/take/report-dialog.tsx'

export function ReportSheet({ onClose }: { onClose(): void }) {
  const { verdict, gates } = useVerdict(false)
  const named = gates.map(({ gate, state, text }) => ({ name: GATE_NAMES[gate], state, text }))
  return <ReportDialog verdict={{ sentence: plain(verdict.sentence), detail: plain(verdict.detail), gates: named }} onClose={onClose} />
}
