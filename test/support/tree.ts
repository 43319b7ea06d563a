import type { Page } from 'playwright-core'

/** Opens the whole tree and reads the score of every node in it, by `kind/code`. */
export async function scoresOf(page: Page): Promise<ReadonlyMap<string, string>> {
  await page.getByRole('button', { name: 'Apri tutto' }).click()
  await page.locator('[data-kind="indicator"]').first().waitFor()
  await page.locator('.tree[aria-busy="false"]').waitFor()
  const pairs = await page
    .locator('[data-node]')
    .evaluateAll((nodes) =>
      nodes.map((node): [string, string] => [
        node.getAttribute('data-node') ?? '',
        node.querySelector('.score-words')?.textContent.replace(/\s+/g, ' ').trim() ?? '',
      ]),
    )
  return new Map(pairs)
}

/** The score of the body, as the head of the tree page shows it. */
export const bodyScore = (page: Page): Promise<string> => page.locator('.body-score strong').first().innerText()
