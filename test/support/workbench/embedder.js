// Runs in the browser before the workbench does, and changes the configuration that the server has put into its page:
// the development extensions go in, what would call the outside comes out. `options` are the caller's.
// Not done by answering the page in the server's stead: Chromium would then refuse its connection to this machine.
// oxlint-disable-next-line no-unused-vars
function embed(options, asksForTrust) {
  if (window !== top) return;
  new MutationObserver((_changes, observer) => {
    const meta = document.getElementById("vscode-workbench-web-configuration");
    if (!meta) return;
    observer.disconnect();
    const configuration = JSON.parse(meta.getAttribute("data-settings"));
    configuration.developmentOptions = { ...configuration.developmentOptions, ...options };
    configuration.enableWorkspaceTrust = asksForTrust;
    const product = configuration.productConfiguration;
    // proxyEndpointTemplate would turn addresses on this machine into a path that nobody serves.
    for (const name of ["extensionsGallery", "updateEndpoint", "serviceWorker", "telemetryEndpoint", "proxyEndpointTemplate"]) {
      delete product[name];
    }
    product.enableTelemetry = false;
    meta.setAttribute("data-settings", JSON.stringify(configuration));
  }).observe(document, { childList: true, subtree: true });
}
