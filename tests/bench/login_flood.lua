-- Logs in as fast as it is answered: from an address and with a mail address that hardly come back, so
-- that nobody is told to wait for others and every password is hashed, or turned away.
local number, statuses = 0, {}
threads = {}

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

setup = function(thread) threads[#threads + 1] = thread end

init = function() counted = "" end

request = function()
  number = number + 1
  wrk.headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", number / 65536 % 256, number / 256 % 256, number % 256)
  return wrk.format(nil, "/api/v1/auth/login", nil,
    string.format('{"email": "personne%d@example.com", "password": "une phrase assez longue"}', number))
end

response = function(status)
  statuses[status] = (statuses[status] or 0) + 1
  local said = {}
  for each, count in pairs(statuses) do said[#said + 1] = string.format('"%d": %d', each, count) end
  counted = table.concat(said, ", ")
end

done = function()
  local said = {}
  for _, thread in ipairs(threads) do said[#said + 1] = thread:get("counted") end
  io.stderr:write("{" .. table.concat(said, ", ") .. "}\n")
end
