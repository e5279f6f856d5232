import type { Page } from 'playwright-core';

export type Weight = { bytes: number; requests: number; urls: string[] };

/** What loading a page costs with an empty cache: bytes as they crossed the wire, headers included, and requests. */
export async function weigh(page: Page, url: string): Promise<Weight> {
  const wire = await page.context().newCDPSession(page);
  const weight: Weight = { bytes: 0, requests: 0, urls: [] };
  wire.on('Network.requestWillBeSent', ({ request, redirectResponse }) => {
    if (!/^https?:/.test(request.url)) return;
    weight.requests += 1;
    weight.urls.push(request.url);
    if (redirectResponse) weight.bytes += redirectResponse.encodedDataLength;
  });
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    weight.bytes += encodedDataLength;
  });
  await wire.send('Network.enable');
  await wire.send('Network.clearBrowserCache');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(url, { waitUntil: 'networkidle' });
  await wire.detach();
  return weight;
}
