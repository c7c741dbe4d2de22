// A drop zone for a file, around any content; it says so while a file hovers over it. Its attribute keeps the page from handling the drop.
import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import styles from './file-drop.module.css'

interface FileDropProps {
  /** "Drop the key file here" */
  readonly invitation: string
  readonly className?: string
  readonly children: ReactNode
  onFiles(files: readonly File[]): void
}

export function FileDrop({ invitation, className, children, onFiles }: FileDropProps) {
  const [over, setOver] = useState(false)
  // Every element that the pointer crosses fires enter and leave events.
  const depth = useRef(0)
  const bringsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const leave = () => {
    depth.current = 0
    setOver(false)
  }
  return (
    <div
      data-takes-files
      className={`${styles.place} ${className ?? ''}`}
      onDragEnter={(event) => {
        if (!bringsFiles(event)) return
        depth.current++
        setOver(true)
      }}
      onDragLeave={() => {
        if (depth.current > 0 && --depth.current === 0) setOver(false)
      }}
      onDragOverCapture={(event) => {
        if (!bringsFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDropCapture={(event) => {
        if (!bringsFiles(event)) return
        // Before an editor inside inserts the file as text.
        event.preventDefault()
        event.stopPropagation()
        leave()
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {over && (
        <p className={styles.invitation} aria-hidden="true">
          {invitation}
        </p>
      )}
    </div>
  )
}
