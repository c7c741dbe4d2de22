// Checks the teachers' material: paths that add up, working links, notes for the slides, and right answers on the worksheet.
import { describe, expect, it, test } from 'vitest'
import { decodeBase64url } from '../../core/text/base64url.ts'
import { LESSONS } from '../index.ts'
import { findItem, perform } from '../stage/perform.ts'
import { slidesOf, stepOf } from '../slides.ts'
import { ASKED, PATHS, TALKS, WORKSHEET } from './guide.ts'
import { NOTES, noteTo } from './notes.ts'
import { PICTURES } from './pictures.ts'
import { PAPERS } from './worksheet.ts'

const lessonOf = (id: string) => LESSONS.find((lesson) => lesson.id === id)

describe('the paths', () => {
  it.each(PATHS.map((path) => [path.minutes, path] as const))(
    '%s minutes add up, and each stop has something to say',
    (minutes, { stops }) => {
      expect(stops.reduce((sum, stop) => sum + stop.minutes, 0)).toBe(minutes)
      for (const { lesson } of stops) {
        if (lesson === WORKSHEET) continue
        expect(lessonOf(lesson), lesson).toBeDefined()
        expect(TALKS.find((talk) => talk.lesson === lesson)?.say.length, lesson).toBeGreaterThan(0)
      }
    },
  )

  it('follow the order of the curriculum', () => {
    for (const { stops } of PATHS) {
      const places = stops.map(({ lesson }) => LESSONS.findIndex(({ id }) => id === lesson)).filter((place) => place >= 0)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
  })
})

test('every misunderstanding has a slide that clears it up, and every question has a lesson', () => {
  for (const { lesson, misunderstood } of TALKS)
    for (const { slide, wrong } of misunderstood) expect(stepOf(lessonOf(lesson)!, slide), wrong).toBeGreaterThan(0)
  for (const { lesson } of ASKED) expect(lessonOf(lesson), lesson).toBeDefined()
})

describe.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))('%s', (id, lesson) => {
  it('has a note for each paragraph, and none for a move that does not exist', () => {
    expect(NOTES[id]?.know.length).toBe(lesson.know.length)
    for (const move of Object.keys(NOTES[id]?.moves ?? {})) expect(Number(move)).toBeLessThanOrEqual(lesson.solution.length)
    for (const slide of slidesOf(lesson))
      if (slide.kind !== 'question' && !(slide.kind === 'stage' && slide.moves > 0))
        expect(noteTo(id, slide), JSON.stringify(slide)).toMatch(/\S/)
  })

  it('has a picture', () => {
    expect(PICTURES[id]).toBeDefined()
  })

  it('has no slides of its solution if that is held back', () => {
    expect(slidesOf(lesson, true).filter((slide) => slide.kind === 'stage')).toEqual([{ kind: 'stage', moves: 0 }])
  })
})

const CHECKED = ['algorithm', 'key', 'signature', 'time', 'audience', 'right']

it.each(['make-yourself-admin', 'careless-server', 'decode-only', 'key-of-ones-own', 'key-confusion'])(
  'the picture of %s shows what the servers do',
  async (id) => {
    const lesson = lessonOf(id)!
    const stage = await lesson.start(Date.UTC(2026, 10, 22, 9))
    const picture = PICTURES[id]
    const seen: unknown[] = []
    for (const move of lesson.solution) {
      await perform(stage, move)
      const item = 'press' in move && /^Send (to|it on)/.test(move.press) ? findItem(stage, 'Steps of the verifier') : undefined
      if (item?.kind === 'steps') seen.push(CHECKED.map((check) => item.steps.find((step) => step.id === check)?.outcome))
    }
    expect(picture?.kind === 'gates' && picture.servers.map(({ gates }) => gates.map(({ outcome }) => outcome))).toEqual(seen)
  },
)

describe('the worksheet', () => {
  it('asks about lessons that exist, in their order, and has an answer to everything', () => {
    const places = PAPERS.map(({ lesson }) => LESSONS.findIndex(({ id }) => id === lesson))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    for (const { answer, table, ask } of PAPERS) expect(answer ?? table, ask).toBeDefined()
  })

  it('has a token whose segments match the answer', () => {
    const [head = '', body = '', signature = ''] = PAPERS[0]!.given!.split('.')
    const text = (segment: string) => new TextDecoder().decode(decodeBase64url(segment).bytes)
    expect([text(head), text(body), decodeBase64url(signature).bytes.length]).toEqual(['{"alg":"HS256"}', '{"sub":"ada"}', 32])
    expect(PAPERS[0]!.answer).toContain(`${head}.${body}`)
  })

  it('decodes and calculates correctly', () => {
    expect(new TextDecoder().decode(decodeBase64url('YWRh').bytes)).toBe('ada')
    expect(Array.from('YWRh', (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(letter))).toEqual([24, 22, 17, 33])
    const paper = PAPERS.find(({ lesson }) => lesson === 'fifteen-minutes')!
    expect(paper.answer).toBe(`exp ${1795348800 + 900}; refused from ${1795348800 + 900 + 60} on`)
  })
})
