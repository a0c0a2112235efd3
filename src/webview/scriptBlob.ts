const urls = new Map<string, Promise<string>>();

/** The editor serves its files from another origin than the page's, from which no worker may start. */
export function scriptBlob(scriptUrl: string): Promise<string> {
  const url = urls.get(scriptUrl) ?? fetchAsBlob(scriptUrl);
  urls.set(scriptUrl, url);
  // Whoever comes next tries again.
  url.catch(() => urls.delete(scriptUrl));
  return url;
}

async function fetchAsBlob(scriptUrl: string): Promise<string> {
  const response = await fetch(scriptUrl);
  if (!response.ok) throw new Error(`The script of the view could not be read (${response.status}).`);
  return URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
}
