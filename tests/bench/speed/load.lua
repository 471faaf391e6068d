-- One request after the other: with a number that never comes back where the path has room for it,
-- from an address that hardly comes back where the request is a write.
local path = os.getenv("BENCH_PATH")
local body = os.getenv("BENCH_POST")
local tag = os.getenv("BENCH_KNOWN")
local number = tonumber(os.getenv("BENCH_FIRST"))

if body then wrk.method, wrk.body = "POST", body end
wrk.headers["Content-Type"] = body and "application/json" or nil
wrk.headers["If-None-Match"] = tag

request = function()
  number = number + 1
  if body then
    wrk.headers["X-Forwarded-For"] =
      string.format("10.%d.%d.%d", number / 65536 % 256, number / 256 % 256, number % 256)
  end
  local asked, said = string.gsub(path, "NUMBER", tostring(number)), nil
  if body then said = string.gsub(body, "NUMBER", tostring(number)) end
  return wrk.format(nil, asked, nil, said)
end

done = function(summary, latency)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.stderr:write(string.format(
    '{"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, "wrong": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    wrong))
end
