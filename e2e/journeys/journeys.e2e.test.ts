// One file, and so one browser for all journeys: each has a server and windows of its own, and starting Chromium for
// every one of them would cost more than most of them do.
import "./first-run.journey.ts";
import "./sign-in.journey.ts";
import "./server-dies.journey.ts";
import "./two-windows.journey.ts";
import "./phone.journey.ts";
import "./desk.journey.ts";
import "./invitation.journey.ts";
import "./sharing.journey.ts";
import "./provider.journey.ts";
import "./passkey.journey.ts";
import "./pairing.journey.ts";
import "./audit.journey.ts";
import "./installation.journey.ts";
import "./identity.journey.ts";
import "./workspaces.journey.ts";
import "./repositories.journey.ts";
import "./set-up.journey.ts";
import "./agent.journey.ts";
import "./conversation.journey.ts";
import "./inbox.journey.ts";
import "./files.journey.ts";
import "./editor.journey.ts";
import "./every-page.journey.ts";
import "./behind-a-proxy.journey.ts";
