// Shows that a box continues below its visible part: a fade over its last line, and a button that expands it.
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { Extension } from '@codemirror/state'

/** A larger text expands to ten screens and scrolls beyond that, since a layout of all of it would block the page. */
const [MOST_LINES, MOST_CHARACTERS] = [3_000, 300_000]
/** Height of the fade over the last rows, in pixels. */
const FADE = 40

interface Measured {
  readonly cut: boolean
  readonly below: boolean
}

/** `name`: the name of the box, for the button's description. */
export function cutOff(name: string): Extension {
  const plugin = ViewPlugin.define((view) => new CutOff(view, name))
  return [plugin, EditorView.scrollMargins.of((view) => (view.plugin(plugin)?.isCut === true ? { bottom: FADE } : null))]
}

class CutOff {
  readonly #view: EditorView
  readonly #foot: HTMLElement
  readonly #button: HTMLButtonElement
  readonly #about: HTMLElement
  #grown = false
  isCut = false

  constructor(view: EditorView, name: string) {
    this.#view = view
    this.#foot = document.createElement('div')
    this.#foot.className = 'cut-off'
    this.#foot.hidden = true
    this.#button = document.createElement('button')
    this.#button.type = 'button'
    this.#button.setAttribute('aria-description', name)
    this.#button.addEventListener('click', this.#toggle)
    this.#about = document.createElement('span')
    this.#foot.append(this.#button, this.#about)
    view.scrollDOM.addEventListener('scroll', this.#measure, { passive: true })
    this.#measure()
  }

  update(update: ViewUpdate) {
    if (update.geometryChanged || update.docChanged) this.#measure()
  }

  destroy() {
    this.#foot.remove()
  }

  readonly #measure = () =>
    this.#view.requestMeasure({
      key: this,
      read: ({ scrollDOM, contentHeight, dom }): Measured => {
        const rest = scrollDOM.scrollHeight - scrollDOM.clientHeight
        const screens = Number(getComputedStyle(dom).getPropertyValue('--editor-screens')) || 2
        const cap = screens * dom.ownerDocument.documentElement.clientHeight
        return { cut: this.#grown ? contentHeight > cap + 2 : rest > 2, below: rest - scrollDOM.scrollTop > 2 }
      },
      write: (measured: Measured) => this.#show(measured),
    })

  #show({ cut, below }: Measured) {
    const host = this.#view.dom.parentElement
    if (!host) return
    if (!this.#foot.isConnected) host.append(this.#foot)
    this.isCut = cut && !this.#grown
    this.#foot.hidden = !cut
    this.#foot.toggleAttribute('data-below', cut && below)
    const { lines, length } = this.#view.state.doc
    const whole = lines <= MOST_LINES && length <= MOST_CHARACTERS
    host.dataset['grown'] = this.#grown && cut ? (whole ? 'whole' : 'more') : ''
    const text = this.#grown ? 'Show less' : whole ? 'Show all' : 'Show more'
    if (this.#button.textContent !== text) this.#button.textContent = text
    this.#about.textContent = whole ? '' : `${length.toLocaleString('en')} characters: the rest scrolls in the box.`
  }

  readonly #toggle = () => {
    this.#grown = !this.#grown
    const host = this.#view.dom.parentElement
    this.#show({ cut: true, below: !this.#grown })
    // Collapsing must not leave the reader somewhere below the box.
    if (!this.#grown) host?.scrollIntoView({ block: 'nearest' })
    this.#view.requestMeasure()
    this.#measure()
  }
}
