// A link to a section of an RFC.
import styles from './prose.module.css'

/** "RFC 7519 section 4.1" as a link to that section. */
export function Source({ text }: { readonly text: string }) {
  const [, number, section] = /^RFC (\d+)(?: section ([\d.]+))?$/.exec(text) ?? []
  return (
    <a
      className={styles.source}
      href={`https://www.rfc-editor.org/rfc/rfc${number}${section ? `#section-${section}` : ''}`}
      target="_blank"
      rel="noreferrer"
    >
      {text}
    </a>
  )
}
