// Searches the findings and highlights the matches; their text is in the document whether they are open or not.
import { findAll, withoutCase } from './find-all.ts'

const NAMES = { all: 'found', current: 'found-now' } as const

/** Where the wanted text occurs, in page order. */
export function findInFindings(wanted: string, most: number): Range[] {
  const found: Range[] = []
  for (const finding of document.querySelectorAll('main [data-rule]')) {
    const nodes = textNodes(finding)
    const text = nodes.map(({ data }) => data).join('')
    for (const { from, to } of findAll(withoutCase(text), wanted, most - found.length)) found.push(rangeOver(nodes, from, to))
    if (found.length >= most) break
  }
  return found
}

/** Highlights all of them, and the current one more strongly, after opening it and scrolling to it. Given none, removes the highlights. */
export function markFindings(ranges: readonly Range[], current: Range | undefined): void {
  // Where the browser can't, the reader still sees which finding it is.
  if (typeof Highlight !== 'undefined') {
    CSS.highlights.set(NAMES.all, new Highlight(...ranges))
    if (current) CSS.highlights.set(NAMES.current, new Highlight(current))
    else CSS.highlights.delete(NAMES.current)
  }
  const element = current?.startContainer.parentElement
  if (!element) return
  for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
    // A match in the summary is visible without opening it.
    if (!element.closest('summary') || element.closest('details') !== fold) fold.open = true
  }
  element.scrollIntoView({ block: 'nearest' })
}

/** The visible text, without that of buttons and without what only screen readers read. */
function textNodes(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, ({ parentElement }) =>
    parentElement?.closest('button, .visually-hidden') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  const nodes: Text[] = []
  while (walker.nextNode()) nodes.push(walker.currentNode as Text)
  return nodes
}

function rangeOver(nodes: readonly Text[], from: number, to: number): Range {
  const range = new Range()
  let before = 0
  for (const node of nodes) {
    const end = before + node.length
    if (from >= before && from < end) range.setStart(node, from - before)
    if (to > before && to <= end) range.setEnd(node, to - before)
    before = end
  }
  return range
}
