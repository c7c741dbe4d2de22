// Checks that colors outside the styles, which can't use variables, match them: those of the browser's bars, the installed app and the icons.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path))
const tokens = read('src/styles/tokens.css').toString()
const page = read('index.html').toString()

/** A color token in both themes, as `#rrggbb`. */
function token(name: string): { light: string; dark: string } {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(tokens) ?? []
  if (!light || !dark) throw new Error(`src/styles/tokens.css has no --${name}: light-dark(#rrggbb, #rrggbb)`)
  return { light, dark }
}

/** The upper left pixel of a PNG with eight bits for each of red, green and blue, as `#rrggbb`. */
function firstPixel(png: Buffer): string {
  expect([png.toString('latin1', 12, 16), png[24], png[25]]).toEqual(['IHDR', 8, 2])
  const data: Buffer[] = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  // The byte before it is the row's filter, which doesn't change the first pixel.
  return `#${inflateSync(Buffer.concat(data)).toString('hex', 1, 4)}`
}

describe('the paper', () => {
  const paper = token('paper')

  it.each(['light', 'dark'] as const)('colors the bars of a %s browser', (theme) => {
    const [, color] = new RegExp(`name="theme-color" content="([^"]*)" media="\\(prefers-color-scheme: ${theme}\\)"`).exec(page) ?? []
    expect(color).toBe(paper[theme])
  })

  it.each(['background_color', 'theme_color'])('is the %s of the installed app', (name) => {
    const manifest = JSON.parse(read('public/manifest.webmanifest').toString()) as Record<string, unknown>
    expect(manifest[name]).toBe(paper.light)
  })

  it.each(['icon-192.png', 'icon-512.png'])('is the background of %s', (name) => {
    expect(firstPixel(read(`public/${name}`))).toBe(paper.light)
  })
})

describe('the icon', () => {
  const [, inline = ''] = /href="data:image\/svg\+xml,([^"]*)"/.exec(page) ?? []
  const icons: [where: string, svg: string][] = [
    ['public/favicon.svg', read('public/favicon.svg').toString()],
    ['index.html', decodeURIComponent(inline)],
  ]

  it.each(icons)('in %s has the colors of the three parts, in both themes', (_, svg) => {
    const drawn = ['h', 'p', 's'].map((name) => ({
      light: new RegExp(`class=["']${name}["'][^>]* fill=["'](#[0-9a-f]{6})["']`).exec(svg)?.[1],
      dark: new RegExp(`\\.${name} ?\\{ ?fill: ?(#[0-9a-f]{6}) ?\\}`).exec(svg)?.[1],
    }))
    expect(drawn).toEqual([token('header'), token('payload'), token('signature')])
  })
})
