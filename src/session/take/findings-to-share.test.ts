// Checks that copied findings say what the page says, without the personal data that they quote.
import { expect, it } from 'vitest'
import { initialViewpoint } from '../state/viewpoint.ts'
import { findingsToShare } from './findings-to-share.ts'
import { taken } from './take.fixture.ts'

const encode = (text: string) => Buffer.from(text).toString('base64url')
const HEADER = encode('{"alg":"HS256","typ":"JWT","kid":"https://ada.lovelace@keys.example/1"}')

async function written(claims: string, key = '') {
  const { check, facts } = await taken(`${HEADER}.${encode(claims)}.AAAA`, key)
  return findingsToShare(facts.judgement.findings, check, initialViewpoint)
}

it('the findings are written with their rules, and personal data in them is masked', async () => {
  const { text, json } = await written('{"sub":"ada.lovelace@keys.example","Exp":1,"updated_at":"ada.lovelace@keys.example"}')
  for (const each of [text, json]) {
    expect(each).toContain('kid-url')
    expect(each).toContain('claim-miscased')
    expect(each).not.toMatch(/lovelace/)
    expect(each).toContain('***')
  }
  expect(JSON.parse(json)).toEqual(expect.arrayContaining([expect.objectContaining({ ruleId: 'kid-url', level: 'warning' })]))
})

it('a token too long to be searched has nothing quoted in them', async () => {
  const { text } = await written(`{"sub":"ada.lovelace@keys.example","Exp":1,"x":"${'y'.repeat(120_000)}"}`)
  expect(text).toContain('[kid-url]')
  expect(text).not.toMatch(/lovelace/)
})
