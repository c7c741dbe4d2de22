// Defines how to run the code of each language: its apt packages, how to compile it, and the command that takes a token on standard input.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../tasks/node.mjs'
import { run } from './processes.mjs'

/**
 * One language's runtime. `packages` are from apt. `version` returns what runs, and must match the version that the language is offered
 * with. `prepare` sets up once what all programs share. `build` takes the code of a program and resolves with its command; `compile` then
 * compiles all of them.
 * @typedef {{
 *   id: string,
 *   packages: readonly string[],
 *   version(): string,
 *   prepare?(folder: string): Promise<void>,
 *   build(folder: string, name: string, code: string): Promise<readonly string[]>,
 *   compile?(folder: string): Promise<void>,
 * }} Runtime
 */

/** @param {string} file @param {string[]} given */
const output = (file, ...given) => execFileSync(file, given, { encoding: 'utf8' }).trim()

/** The version of a Debian package without its revision. @param {string} name */
const debian = (name) =>
  output('dpkg-query', '--show', '--showformat=${Version}', name)
    .replace(/^\d+:/, '')
    .replace(/[-+].*$/, '')

/** For scripts, which are a file and an interpreter. @param {string} extension @param {readonly string[]} interpreter @returns {Runtime['build']} */
const script = (extension, interpreter) => async (folder, name, code) => {
  const file = join(folder, `${name}.${extension}`)
  writeFileSync(file, code)
  return [...interpreter, file]
}

// Debian's own interpreters, since another one on the path doesn't know Debian's libraries.
const PYTHON = '/usr/bin/python3'

/** @type {readonly Runtime[]} */
export const RUNTIMES = [
  {
    id: 'node',
    packages: [],
    version: () => `jose ${joseVersion()}`,
    async prepare(folder) {
      mkdirSync(join(folder, 'node_modules'))
      symlinkSync(join(root, 'node_modules/jose'), join(folder, 'node_modules/jose'))
    },
    build: script('mjs', [process.execPath]),
  },
  {
    id: 'pyjwt',
    packages: ['python3-jwt', 'python3-cryptography'],
    version: () => `PyJWT ${output(PYTHON, '-c', 'import jwt; print(jwt.__version__)')}`,
    build: script('py', [PYTHON]),
  },
  {
    id: 'authlib',
    packages: ['python3-authlib', 'python3-cryptography'],
    version: () => `Authlib ${output(PYTHON, '-c', 'import authlib; print(authlib.__version__)')}`,
    build: script('py', [PYTHON]),
  },
  {
    id: 'go',
    packages: ['golang-go', 'golang-github-golang-jwt-jwt-dev', 'golang-gopkg-square-go-jose.v2-dev', 'golang-golang-x-crypto-dev'],
    version: () => `golang-jwt ${debian('golang-github-golang-jwt-jwt-dev')} and go-jose ${debian('golang-gopkg-square-go-jose.v2-dev')}`,
    async prepare(folder) {
      // Debian puts sources where Go looked before it had modules, and version 4 under the name of version 3.
      for (const [name, source] of [
        ['github.com/golang-jwt/jwt/v4', 'github.com/golang-jwt/jwt'],
        ['gopkg.in/square/go-jose.v2', 'gopkg.in/square/go-jose.v2'],
        ['golang.org/x/crypto', 'golang.org/x/crypto'],
      ]) {
        const link = join(folder, 'gopath/src', name ?? '')
        mkdirSync(join(link, '..'), { recursive: true })
        symlinkSync(join('/usr/share/gocode/src', source ?? ''), link)
      }
    },
    async build(folder, name, code) {
      const home = join(folder, 'gopath/src/snippets', name)
      mkdirSync(home, { recursive: true })
      writeFileSync(join(home, 'main.go'), code)
      const program = join(folder, name)
      await run(['/usr/bin/go', 'build', '-o', program, `snippets/${name}`], {
        cwd: folder,
        env: { GOPATH: join(folder, 'gopath'), GO111MODULE: 'off', GOCACHE: join(folder, 'cache'), GOFLAGS: '', CGO_ENABLED: '0' },
      })
      return [program]
    },
  },
  {
    id: 'ruby',
    packages: ['ruby', 'ruby-jwt'],
    version: () => `jwt ${output('/usr/bin/ruby', '-e', "require 'jwt'; print JWT.gem_version")} for Ruby`,
    build: script('rb', ['/usr/bin/ruby']),
  },
  {
    id: 'rust',
    packages: ['rustc', 'cargo', 'gcc', 'libc6-dev', 'librust-jsonwebtoken-dev', 'librust-ureq-dev'],
    version: () => `jsonwebtoken ${debian('librust-jsonwebtoken-dev')} for Rust`,
    async prepare(folder) {
      mkdirSync(join(folder, 'src/bin'), { recursive: true })
      mkdirSync(join(folder, '.cargo'))
      writeFileSync(join(folder, 'Cargo.toml'), CARGO)
      writeFileSync(join(folder, '.cargo/config.toml'), DEBIAN_CRATES)
    },
    async build(folder, name, code) {
      writeFileSync(join(folder, 'src/bin', `${name}.rs`), code)
      return [join(folder, 'target/debug', name)]
    },
    // All at once, since each build waits for the one before.
    async compile(folder) {
      const env = { RUSTC: '/usr/bin/rustc', CARGO_HOME: join(folder, 'home'), CARGO_TARGET_DIR: join(folder, 'target') }
      await run(['/usr/bin/cargo', 'build', '--offline', '--quiet', '--bins'], { cwd: folder, env })
    },
  },
  {
    id: 'perl',
    packages: ['perl', 'libcrypt-jwt-perl'],
    version: () => `Crypt::JWT ${output('/usr/bin/perl', '-MCrypt::JWT', '-e', 'print $Crypt::JWT::VERSION')}`,
    build: script('pl', ['/usr/bin/perl']),
  },
  {
    id: 'cpp',
    packages: ['g++', 'libcpp-jwt-dev', 'libssl-dev'],
    version: () => `cpp-jwt ${debian('libcpp-jwt-dev')}`,
    async prepare(folder) {
      // Most of the time is spent on the library's header, so it is compiled once.
      mkdirSync(join(folder, 'jwt'))
      writeFileSync(join(folder, 'jwt/jwt.hpp'), '#include "/usr/include/jwt/jwt.hpp"\n')
      await run(['/usr/bin/g++', '-std=c++14', '-O0', '-x', 'c++-header', 'jwt/jwt.hpp'], { cwd: folder })
    },
    async build(folder, name, code) {
      const program = join(folder, name)
      writeFileSync(`${program}.cpp`, code)
      await run(['/usr/bin/g++', '-std=c++14', '-O0', `-I${folder}`, '-include', 'jwt/jwt.hpp', `${name}.cpp`, '-o', program, '-lcrypto'], {
        cwd: folder,
      })
      return [program]
    },
  },
  {
    id: 'shell',
    packages: ['bash', 'openssl', 'jq'],
    version: () => {
      const [, openssl] = output('/usr/bin/openssl', 'version').match(/^OpenSSL (\d+\.\d+)/) ?? []
      return `OpenSSL ${openssl} and ${output('/usr/bin/jq', '--version').replace('-', ' ')} under bash`
    },
    build: script('sh', ['/bin/bash']),
  },
]

export function joseVersion() {
  return JSON.parse(readFileSync(join(root, 'node_modules/jose/package.json'), 'utf8')).version
}

const CARGO = `[package]
name = "snippets"
version = "0.0.0"
edition = "2021"

[dependencies]
jsonwebtoken = "8"
serde_json = "1"
ureq = "2"

[profile.dev]
debug = false
incremental = false
`

const DEBIAN_CRATES = `[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "/usr/share/cargo/registry"
`

/** The packages that the machine lacks. @param {readonly string[]} packages */
export function missing(packages) {
  return packages.filter((name) => {
    try {
      return !output('dpkg-query', '--show', '--showformat=${db:Status-Status}', name).startsWith('installed')
    } catch {
      return true
    }
  })
}

export const hasApt = () => existsSync('/usr/bin/apt-get')
