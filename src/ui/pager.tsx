// Pages through content that is too long to show at once.
import { Button } from './button.tsx'
import styles from './pager.module.css'

interface PagerProps {
  /** The content in words: "the signing input". */
  readonly what: string
  readonly page: number
  readonly pages: number
  onPage(page: number): void
}

/** Renders nothing if there is only one page. Pages count from 0. */
export function Pager({ what, page, pages, onPage }: PagerProps) {
  if (pages <= 1) return null
  return (
    <div className={styles.pager} role="group" aria-label={`Pages of ${what}`}>
      <Button look="quiet" aria-disabled={page === 0} onClick={() => onPage(Math.max(0, page - 1))}>
        Previous
      </Button>
      <span role="status">
        Page {(page + 1).toLocaleString('en')} of {pages.toLocaleString('en')}
      </span>
      <Button look="quiet" aria-disabled={page === pages - 1} onClick={() => onPage(Math.min(pages - 1, page + 1))}>
        Next
      </Button>
    </div>
  )
}
