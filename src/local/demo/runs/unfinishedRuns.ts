import type { DeckError } from "../../../api/schemas/error.ts";
import type { DemoRun, DemoScreenshot } from "../demoShape.ts";
import { seen } from "../playedOut.ts";
import { days, hours, minutes, seconds } from "./ages.ts";
import { billInput, gasBillInput, outageInput, paymentInput, transferInput, waterInput } from "./inputs.ts";

type What = Pick<DemoRun, "task" | "credential" | "source" | "input">;
interface Times {
  readonly age_ms: number;
  readonly runtime_ms: number;
}

function failed(what: What, times: Times, error: DeckError, screenshots: readonly DemoScreenshot[]): DemoRun {
  const { age_ms, runtime_ms } = times;
  return { ...what, age_ms, state: { kind: "finished", status: "failed", runtime_ms, errors: [error], screenshots } };
}

function canceled(what: What, times: Times, screenshots: readonly DemoScreenshot[]): DemoRun {
  const { age_ms, runtime_ms } = times;
  return { ...what, age_ms, state: { kind: "finished", status: "canceled", runtime_ms, screenshots } };
}

const signedIn = seen("login.webp", "The sign-in page is open. I filled in the user name and the password from the vault and press Sign in.");

const timeout: DeckError = { type: "task", code: "timeout", message: "Task execution exceeded the timeout of 15 minutes." };
const blocked: DeckError = { type: "source", code: "blocked", message: "The source stopped the run with an antibot check." };
const refused: DeckError = { type: "auth", code: "auth_invalid", message: "The source rejected the credentials." };
const unanswered: DeckError = {
  type: "interaction",
  code: "interaction_timeout",
  message: "The interaction was not answered in time; start a new run to try again.",
};
const unavailable: DeckError = {
  type: "source",
  code: "source_not_available",
  message: "The source is down or cannot be reached.",
};

const check = [
  seen("checking-browser.webp", "Instead of the sign-in page there is a check of the browser. I wait for it to finish."),
  seen("checking-browser.webp", "Still verifying. The page says that automated traffic was detected from this network."),
  seen("checking-browser.webp", "I loaded the page again and the check starts over. There is no way past it, so I stop."),
];

export const unfinishedRuns: readonly DemoRun[] = [
  failed(
    { task: "service-transfer", credential: "avery", input: transferInput },
    { age_ms: 52 * minutes, runtime_ms: 15 * minutes },
    timeout,
    [
      signedIn,
      seen("dashboard.webp", "The overview has a card for moving. I start there."),
      seen("transfer.webp", "I entered 27 Lantern Row, Marlow Bay and both dates, and submit the request."),
      seen("transfer.webp", "The form is still here. The button answers to the click, but no next page comes."),
      seen("transfer.webp", "Three minutes later it is the same. I look for an error message and find none."),
      seen("dashboard.webp", "The overview shows no move, so nothing was sent. I start the form again from the beginning."),
      seen("transfer.webp", "All fields are filled in again. I submit and wait longer this time."),
      seen("transfer.webp", "Still the form. The portal seems to hang when it takes the request."),
    ],
  ),
  failed({ task: "download-bill", credential: "cobalt", input: gasBillInput }, { age_ms: 4.3 * hours, runtime_ms: 19_360 }, blocked, check),
  failed({ task: "list-accounts", credential: "sam", input: {} }, { age_ms: 7.2 * hours, runtime_ms: 16_702 }, refused, [
    seen("login-error.webp", "I entered the user name and the password from the vault. The portal did not let me in."),
    seen("login-error.webp", "It refused the password of sam.okafor@inbox.example and leaves two more attempts."),
    seen("login-error.webp", "More wrong tries would lock the account, so I stop here and report that the password is wrong."),
  ]),
  failed({ task: "download-bill", credential: "avery", input: billInput }, { age_ms: 27 * hours, runtime_ms: 15 * minutes + 9 * seconds }, unanswered, [
    signedIn,
    seen("mfa.webp", "The portal wants a verification code that it sent by text message. I cannot read it, so I ask."),
    seen("mfa.webp", "No answer yet. The code is good for ten minutes."),
    seen("mfa.webp", "The code has run out and nobody answered."),
  ]),
  failed({ task: "water-balance", credential: "harbor", input: waterInput }, { age_ms: 2 * days + 5 * hours, runtime_ms: 28_340 }, unavailable, [
    seen("harbor-login.webp", "The water district has its own sign-in with a customer ID. I entered HWD-118204 and its PIN."),
    seen("harbor-unavailable.webp", "After signing in, the portal answers that its customer system is down for maintenance."),
    seen("harbor-unavailable.webp", "I waited and tried again with the same answer, so the balance cannot be read today."),
  ]),
  failed({ task: "download-bill", credential: "cobalt", input: gasBillInput }, { age_ms: 4.1 * days, runtime_ms: 22_118 }, blocked, check),
  canceled({ task: "service-transfer", credential: "avery", input: transferInput }, { age_ms: 1.7 * hours, runtime_ms: 20_410 }, [
    signedIn,
    seen("dashboard.webp", "The overview has a card for moving. I start there."),
    seen("transfer.webp", "I entered 27 Lantern Row, Marlow Bay and both dates. I was told to stop before I could submit."),
  ]),
  canceled({ task: "update-payment", credential: "avery", input: paymentInput }, { age_ms: 11.5 * hours, runtime_ms: 18_877 }, [
    signedIn,
    seen("dashboard.webp", "Signed in. Payment methods are under Billing."),
    seen("billing.webp", "I open the list of payment methods, and am told to stop."),
  ]),
  canceled({ task: "outage-status", source: "northlight", input: outageInput }, { age_ms: 4.6 * days, runtime_ms: 15_030 }, [
    seen("outages.webp", "The outage map is public, so no sign-in is needed. Three outages are drawn on it."),
    seen("outages.webp", "I search for 12 Quarry Lane, Unit 3. The pin lies inside the red area around Quarry Hill."),
    seen("outages.webp", "I was about to read the panel when I was told to stop."),
  ]),
];
