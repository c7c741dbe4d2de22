// Checks that the module ids of a bundle are traced to their packages.
import { describe, expect, it } from 'vitest'
import { bundledPackages } from './bundled-packages.ts'

describe('bundledPackages', () => {
  it('lists each package once, by name, with the scope if it has one', () => {
    const ids = [
      '/p/node_modules/react/index.js',
      '/p/node_modules/@noble/curves/ed25519.js',
      '\0/p/node_modules/react/jsx.js?commonjs',
      '/p/src/main.tsx',
      '\0vite/preload',
    ]
    expect(bundledPackages(ids)).toEqual([
      { name: '@noble/curves', dir: '/p/node_modules/@noble/curves' },
      { name: 'react', dir: '/p/node_modules/react' },
    ])
  })

  it('takes the innermost of nested packages', () => {
    expect(bundledPackages(['/p/node_modules/a/node_modules/b/x.js'])).toEqual([{ name: 'b', dir: '/p/node_modules/a/node_modules/b' }])
  })
})
