// Finds the commit that a build is made from, so that the built files can name it.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/**
 * The commit of the working copy in `root`, 40 hex digits, with the suffix "-changed" if files differ from it. Without git, the id is read
 * from build/commit.txt, which `git archive` fills in. "unknown" if neither has it.
 */
export function commitOf(root: string): string {
  if (existsSync(join(root, '.git'))) {
    try {
      const id = git(root, 'rev-parse', 'HEAD')
      return git(root, 'status', '--porcelain') === '' ? id : `${id}-changed`
    } catch {
      // No git on this machine, or no commit yet.
    }
  }
  const file = join(root, 'build/commit.txt')
  const id = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  return /^[0-9a-f]{40}$/.test(id) ? id : 'unknown'
}

/** Writes the commit into the head of the page. It is in no script, so that files that did not change keep their names. */
export function commitMeta(): Plugin {
  let root = process.cwd()
  return {
    name: 'commit-meta',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace(/\s*<\/head>/, (end) => `\n    <meta name="commit" content="${commitOf(root)}" />${end}`),
    },
  }
}

function git(root: string, ...arguments_: string[]): string {
  return execFileSync('git', ['-C', root, ...arguments_], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}
