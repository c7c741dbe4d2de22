// Opens the list of keys on "?". Its code loads when it is first opened.
import { lazy, Suspense, useEffect, useState } from 'react'
import { onQuestionMark } from '../platform/question-mark.ts'

const ShortcutsDialog = lazy(async () => ({ default: (await import('./commands/shortcuts-dialog.tsx')).ShortcutsDialog }))

export function Shortcuts() {
  const [open, setOpen] = useState(false)
  useEffect(() => onQuestionMark(() => setOpen(true)), [])
  return (
    open && (
      <Suspense>
        <ShortcutsDialog onClose={() => setOpen(false)} />
      </Suspense>
    )
  )
}
