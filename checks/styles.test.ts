// Checks that sizes, weights, radii, colors, layers and spaces in the styles are steps from src/styles/tokens.css, never a module's own numbers.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8').replaceAll(/\/\*.*?\*\//gs, '')
const TOKENS = 'src/styles/tokens.css'
const PATTERNS = 'src/styles/patterns.css'
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((path) => `src/${path.replaceAll('\\', '/')}`)
const sheets = files.filter((path) => path.endsWith('.css'))
/** Without the fonts, which are declared by number, and the steps themselves. */
const modules = sheets.filter((path) => path !== TOKENS && !path.endsWith('fonts.css'))

interface Declaration {
  readonly property: string
  readonly value: string
}

function declarations(css: string): Declaration[] {
  return [...css.matchAll(/([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map(([, property = '', value = '']) => ({
    property,
    value: value.trim().replace(/\s*!important$/, ''),
  }))
}

/** The parts of a value, which whitespace or a slash separates; functions are kept whole. */
function parts(value: string): string[] {
  return value.match(/(?:[^\s(/]*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^\s(/])+/g) ?? []
}

const step = (...families: string[]) => new RegExp(`^(var\\(--(${families.join('|')})(-\\w+)*\\)|inherit)$`)
const EM = /^-?[\d.]+em$/
/** Calculated from steps, possibly with numbers. */
const CALCULATED = /^(calc|clamp|min|max)\(.*var\(--/

// Spaces that need no step: none, auto, nudges of up to three pixels that make shapes look aligned, and spaces that grow with the text or
// the page.
const FREE_SPACE = /^(0|auto|inherit|-?[1-3]px|-?[\d.]+(em|ch|lh|vh|vw|%))$/

/** Words that may appear with colors; any other word is a color name. */
const WORDS = new Set(
  (
    'none inherit transparent currentcolor in oklab inset solid dashed dotted double wavy underline line-through linear-gradient ' +
    'repeating-linear-gradient color-mix calc var center text ' +
    // The reader's own colors, in forced-colors mode.
    'highlight highlighttext graytext canvastext'
  ).split(' '),
)
const COLORED =
  /^((.+-)?color|background(-image)?|border(-(top|right|bottom|left|block|inline)(-start|-end)?)?|outline|(box|text)-shadow|text-decoration|fill|stroke)$/

/** What is wrong with one declaration of a module, or nothing. */
function fault({ property, value }: Declaration): string | undefined {
  const pieces = parts(value)
  if (property === 'font-size') return pieces.every((piece) => step('text', 'slide').test(piece) || EM.test(piece)) ? undefined : 'size'
  if (property === 'font-weight') return step('regular', 'medium', 'bold').test(value) ? undefined : 'weight'
  if (property === 'font') {
    // The line height is up to each text.
    const [beforeHeight = '', ...after] = value.split(/\s*\/\s*[\d.]+(?:px)?(?=\s|$)/)
    const font = step('regular', 'medium', 'bold', 'text', 'title', 'slide', 'data', 'mono', 'sans', 'serif')
    return parts([beforeHeight, ...after].join(' ')).every((piece) => font.test(piece)) ? undefined : 'font'
  }
  if (/^border(-\w+)*-radius$/.test(property)) {
    return pieces.every((piece) => piece === '0' || step('radius').test(piece) || (CALCULATED.test(piece) && piece.includes('--radius-')))
      ? undefined
      : 'radius'
  }
  if (property === 'z-index') return step('layer').test(value) ? undefined : 'layer'
  if (/^((padding|margin)(-\w+)*|(row-|column-)?gap|--editor-(padding|line-padding|inline))$/.test(property)) {
    return pieces.every((piece) => FREE_SPACE.test(piece) || CALCULATED.test(piece) || piece.startsWith('var(--')) ? undefined : 'space'
  }
  if (/#[\da-f]{3,8}\b|\b(rgba?|hsla?|hwb|lab|lch|oklch|color|light-dark)\(/i.test(value)) return 'color'
  if (!COLORED.test(property)) return undefined
  const words = value.replaceAll(/--[\w-]+/g, '').match(/(?<![\d.\w])[a-z][a-z-]*/gi) ?? []
  return words.every((word) => WORDS.has(word.toLowerCase())) ? undefined : 'color'
}

describe('the scale of the styles', () => {
  it.each(modules)('holds in %s', (path) => {
    const faults = declarations(read(path)).flatMap((each) => {
      const what = fault(each)
      return what ? [`${what}: ${each.property}: ${each.value}`] : []
    })
    expect(faults, 'take the value from src/styles/tokens.css').toEqual([])
  })

  it.each([
    ['font-size: 13px', 'size'],
    ['font-size: calc(13px * 2)', 'size'],
    ['font-size: clamp(12px, 2vw, 20px)', 'size'],
    ['font: 400 24px/1.2 var(--serif)', 'font'],
    ['font: 450 var(--text-s)/1.6 var(--mono)', 'font'],
    ['font-weight: 560', 'weight'],
    ['font-weight: bold', 'weight'],
    ['border-radius: 9px', 'radius'],
    ['border-radius: var(--radius-l) 0 0 12px', 'radius'],
    ['border-top-left-radius: 50%', 'radius'],
    ['z-index: 20', 'layer'],
    ['padding: 10px var(--s4)', 'space'],
    ['margin-left: -14px', 'space'],
    ['gap: calc(5px + 5px)', 'space'],
    ['--editor-padding: 10px 0', 'space'],
    ['color: #fff', 'color'],
    ['border-bottom: 1px solid rebeccapurple', 'color'],
    ['background: color-mix(in oklab, white 14%, transparent)', 'color'],
    ['--part: light-dark(#fff, #000)', 'color'],
    ['box-shadow: 0 0 3px rgb(0 0 0 / 20%)', 'color'],
  ])('finds %s', (line, what) => {
    expect(declarations(`.a { ${line}; }`).map(fault)).toEqual([what])
  })

  it.each([
    'font: var(--medium) var(--text-xs)/17px var(--mono)',
    'font: var(--data)',
    'font-size: 0.92em',
    'border-radius: calc(var(--radius-m) - 2px)',
    'padding: 3px var(--s2) 0 calc(2 * var(--s6))',
    'margin: 0 auto 1.4em',
    'border: 1px solid var(--rule)',
    'box-shadow: inset 0 0 0 1px color-mix(in oklab, var(--part, currentColor) 14%, transparent)',
  ])('allows %s', (line) => {
    expect(declarations(`.a { ${line}; }`).map(fault)).toEqual([undefined])
  })

  it('has few steps', () => {
    const names = new Set(declarations(read(TOKENS)).map(({ property }) => property))
    const count = (pattern: RegExp) => [...names].filter((name) => pattern.test(name)).length
    expect({
      texts: count(/^--text-/),
      titles: count(/^--title-/),
      slides: count(/^--slide-/),
      weights: count(/^--(regular|medium|bold)$/),
      radii: count(/^--radius-[sml]$/),
      spaces: count(/^--s\d$/),
    }).toEqual({ texts: 5, titles: 3, slides: 3, weights: 3, radii: 3, spaces: 6 })
  })
})

describe('names in the styles', () => {
  const scripts = files.filter((path) => /\.tsx?$/.test(path)).map((path) => readFileSync(join(root, path), 'utf8'))
  const all = sheets.map(read)
  const everything = [...all, ...scripts].join('\n')

  it('are defined: every variable used without a fallback is set somewhere', () => {
    const set = new Set([...everything.matchAll(/(--[\w-]+)'?\s*:/g)].map(([, name]) => name))
    const used = all.flatMap((css) => [...css.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name))
    expect(used.filter((name) => !set.has(name))).toEqual([])
  })

  it('are used: every step is used somewhere', () => {
    const steps = new Set(declarations(read(TOKENS)).map(({ property }) => property))
    expect([...steps].filter((name) => name.startsWith('--') && !everything.includes(`var(${name}`))).toEqual([])
  })

  it('of patterns exist, and every pattern is used', () => {
    const classes = (path: string) => [...read(path).matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name)
    const patterns = new Set(classes(PATTERNS))
    const known = new Set([...patterns, ...classes(TOKENS), ...classes('src/styles/base.css')])
    const taken = [
      ...all.flatMap((css) => [...css.matchAll(/composes:\s*([^;]+?)\s+from global/g)]),
      ...scripts.flatMap((text) => [...text.matchAll(/className="([^"]+)"/g)]),
    ].flatMap(([, names = '']) => names.split(/\s+/))
    expect(taken.filter((name) => !known.has(name))).toEqual([])
    // A part's class is composed: part-${part}.
    const ofParts = /^(part-\w+|in-part-color)$/
    expect([...patterns].filter((name) => !taken.includes(name) && !ofParts.test(name))).toEqual([])
  })
})
