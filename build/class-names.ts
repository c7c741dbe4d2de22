// Names the classes of CSS modules by file and local name only, so that the prerendered page and the bundle agree.
import { createHash } from 'node:crypto'
import { relative } from 'node:path'

/** For Vite's `css.modules.generateScopedName`: `panel` in src/ui/panel.module.css becomes `panel_1a2b3`. */
export function className(local: string, file: string): string {
  const path = relative(process.cwd(), file.split('?')[0] ?? file).replaceAll('\\', '/')
  return `${local}_${createHash('sha256').update(path).digest('hex').slice(0, 5)}`
}
