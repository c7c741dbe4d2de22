// Writes third-party.txt with the license of every bundled package and of the fonts, as the licenses require.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { bundledPackages } from './bundled-packages.ts'

const FONTS = 'src/styles/fonts'

/** Also writes .vite/packages.json for checks/bundle.mjs: how many characters of each chunk come from which package ('' is the project itself). */
export function thirdPartyNotices(): Plugin {
  let root = process.cwd()
  return {
    name: 'third-party-notices',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const packages = bundledPackages(chunks.flatMap((chunk) => chunk.moduleIds))
      const makeup = Object.fromEntries(chunks.map((chunk) => [chunk.fileName, shares(chunk.modules)]))
      this.emitFile({ type: 'asset', fileName: '.vite/packages.json', source: JSON.stringify(makeup, null, 2) })
      const sections = packages.map(({ name, dir }) => notice(name, dir))
      const fonts = readdirSync(join(root, FONTS)).filter((name) => name.endsWith('.OFL.txt'))
      for (const name of fonts)
        sections.push(section(`${name.slice(0, -'.OFL.txt'.length)} (font)`, 'OFL-1.1', readFileSync(join(root, FONTS, name), 'utf8')))
      const source = `Third-party code and fonts in this page, with their licenses.\n\n${sections.join('\n')}`
      this.emitFile({ type: 'asset', fileName: 'third-party.txt', source })
    },
  }
}

function shares(modules: Record<string, { renderedLength: number }>): Record<string, number> {
  const lengths = new Map<string, number>()
  for (const [id, { renderedLength }] of Object.entries(modules)) {
    const name = bundledPackages([id])[0]?.name ?? ''
    lengths.set(name, (lengths.get(name) ?? 0) + renderedLength)
  }
  return Object.fromEntries(lengths)
}

function notice(name: string, dir: string): string {
  const about = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string; license?: string }
  const file = readdirSync(dir).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry))
  if (!about.license) throw new Error(`${name} names no license`)
  const text = file
    ? readFileSync(join(dir, file), 'utf8')
    : `(The package names the license ${about.license} but doesn't include its text.)\n`
  return section(`${name} ${about.version}`, about.license, text)
}

function section(title: string, license: string, text: string): string {
  return `${'='.repeat(80)}\n${title}, ${license}\n${'='.repeat(80)}\n\n${text.trim()}\n`
}
