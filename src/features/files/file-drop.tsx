// Loads files that are dropped or pasted anywhere on the page or opened with it, and refuses what can't be loaded.
import { useCallback, useEffect, useState } from 'react'
import {
  hasTooManyLines,
  MOST_LINES,
  MOST_PASTED,
  MOST_TEXT,
  onLaunchFiles,
  readFileText,
  type FileReading,
} from '../../platform/read-files.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './file-drop.module.css'
import { sortText } from '../../session/state/sort-text.ts'
import { quoted } from '../../core/text/quoted.ts'

interface PageDropProps {
  /** Called once something is loaded. */
  readonly onTaken: (() => void) | undefined
  /** Called with a workspace file, which is not for the desk. */
  onWorkspace(file: { readonly name: string; readonly text: string }): void
}

export function PageDrop({ onTaken, onWorkspace }: PageDropProps) {
  const store = useStore()
  const [over, setOver] = useState(false)
  const [refusals, setRefusals] = useState<readonly string[]>([])

  const take = useCallback(
    async (files: readonly File[]) => {
      const refused: string[] = []
      let workspaces = 0
      for (const file of files) {
        const reading = await readFileText(file)
        if (reading.ok && (await isWorkspace(reading.text))) {
          workspaces++
          onWorkspace(reading)
          continue
        }
        const kind = reading.ok ? sortText(reading.text) : 'neither'
        if (!reading.ok || kind === 'neither') refused.push(refusal(reading))
        else if (kind === 'key') store.dispatch({ type: 'use-key', key: { text: reading.text, origin: { from: 'file' } } })
        else store.dispatch({ type: 'load', text: reading.text, origin: 'file' })
      }
      setRefusals(refused)
      if (refused.length + workspaces < files.length) onTaken?.()
    },
    [store, onTaken, onWorkspace],
  )

  useEffect(() => onLaunchFiles((files) => void take(files)), [take])
  useEffect(() => {
    const drags = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onOver = (event: DragEvent) => {
      if (!drags(event)) return
      if (hasOtherPlace(event)) return setOver(false)
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (hasOtherPlace(event)) return
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      event.stopPropagation()
      void take(files)
    }
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.length > MOST_PASTED) setRefusals([`What you pasted is ${megabytes(text.length)} of text. ${limit(MOST_PASTED)}`])
      else if (hasTooManyLines(text)) setRefusals([`What you pasted has more than ${MOST_LINES.toLocaleString('en')} lines. ${PART}`])
      else if (text === '' && files.length > 0) void take(files)
      else return setRefusals([])
      event.preventDefault()
      event.stopPropagation()
    }
    // While capturing, before a box takes it.
    document.addEventListener('dragover', onOver, true)
    document.addEventListener('dragleave', onLeave, true)
    document.addEventListener('drop', onDrop, true)
    document.addEventListener('paste', onPaste, true)
    return () => {
      document.removeEventListener('dragover', onOver, true)
      document.removeEventListener('dragleave', onLeave, true)
      document.removeEventListener('drop', onDrop, true)
      document.removeEventListener('paste', onPaste, true)
    }
  }, [take])

  return (
    <>
      {over && (
        <div className={styles.over} aria-hidden="true">
          <p>Drop a token, a key, or any text that contains one</p>
        </div>
      )}
      {refusals.length > 0 && (
        <section className={styles.refused} role="alert" aria-label="Not loaded">
          {refusals.map((each) => (
            <p key={each}>{each}</p>
          ))}
          <Button onClick={() => setRefusals([])}>Close</Button>
        </section>
      )}
    </>
  )
}

/** Loads the code that recognizes one only for a text that may be one. */
async function isWorkspace(text: string): Promise<boolean> {
  return /^\s{0,9}ey/.test(text) && (await import('../../core/workspace/workspace-file.ts')).isWorkspaceFile(text)
}

/** True over a box that takes files itself. */
function hasOtherPlace({ target }: DragEvent): boolean {
  return target instanceof Element && target.closest('[data-takes-files]') !== null
}

const PART = 'Use only the part with the token. Nothing on the page has changed.'
const limit = (most: number) => `The limit is ${most / 1_000_000} MB. ${PART}`
const RIGHT =
  'Use a token, text that contains one (.jwt, .txt, .json, .har), or a key (.pem, .jwk, .json). Nothing on the page has changed.'

function refusal(reading: FileReading): string {
  const name = quoted(reading.name)
  if (reading.ok) return `${name} contains neither a token nor a key. ${RIGHT}`
  switch (reading.reason) {
    case 'too-large':
      return `${name} is ${megabytes(reading.size)}. ${limit(MOST_TEXT)}`
    case 'not-text':
      return `${name} isn’t text. ${RIGHT}`
    case 'unreadable':
      return `${name} could not be read. ${RIGHT}`
  }
}

function megabytes(size: number): string {
  return `${(size / 1_000_000).toFixed(1)} MB`
}
